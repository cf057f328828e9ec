import { useEffect, type ReactNode } from 'react';
import type { BrandView } from '../../api/types.ts';
import { Button } from '../../components/button.tsx';
import { BrandMark, type BrandPicture } from '../../components/brand-mark.tsx';
import { chooseMark, dropMark, keepFallen, loadBrand, useBrand } from '../../state/brand-store.ts';
import { useWords } from '../../state/language.ts';
import type { Words } from '../../words/shape.ts';
import { PageTitle } from '../frame/page-title.tsx';

/** The owner's official Alipay+ files, and the list of what they are used for. */
export function BrandScreen(): ReactNode {
  const words = useWords();
  const view = useBrand((state) => state.view);
  useEffect(() => {
    void loadBrand();
  }, []);
  return (
    <section className="page" data-testid="brand-page">
      <PageTitle title={words.brandKit.title} />
      <p className="quiet">{words.brandKit.hint}</p>
      {view === null ? null : (
        <div className="cards">
          <MarkCard view={view} words={words} />
          <WalletsCard view={view} words={words} />
          <Outcome words={words} />
          <Checklist view={view} words={words} />
        </div>
      )}
    </section>
  );
}

type CardProps = { readonly view: BrandView; readonly words: Words };

function MarkCard({ view: { mark, isMarkLost }, words }: CardProps): ReactNode {
  const { brandKit } = words;
  return (
    <section className="card" data-testid="brand-mark-card">
      <h2>{brandKit.mark}</h2>
      <p className="quiet">{brandKit.markHint}</p>
      <p className="brand-shown">
        <BrandMark text={words.brand} mark={mark} />
      </p>
      {mark === null ? <p>{brandKit.textForm}</p> : <Kept picture={mark} words={words} />}
      {isMarkLost ? (
        <p className="warning" role="status" data-testid="brand-mark-lost">
          {brandKit.lost}
        </p>
      ) : null}
      <FileField label={brandKit.addMark} testId="brand-mark-file" slot="mark" />
    </section>
  );
}

function WalletsCard({ view: { wallets }, words }: CardProps): ReactNode {
  const { brandKit } = words;
  return (
    <section className="card" data-testid="brand-wallets-card">
      <h2>{brandKit.wallets}</h2>
      <p className="quiet">{brandKit.walletsHint}</p>
      <ul className="draft-list">
        {wallets.map((wallet) => (
          <li key={wallet.sha256}>
            <span className="brand brand-plate">
              <img src={`/brand/${wallet.sha256}`} width={wallet.width} height={wallet.height} alt="" />
            </span>
            <Kept picture={wallet} words={words} />
          </li>
        ))}
      </ul>
      <FileField label={brandKit.addWallet} testId="brand-wallet-file" slot="wallet" />
    </section>
  );
}

function Kept({ picture, words: { brandKit } }: { readonly picture: BrandPicture; readonly words: Words }): ReactNode {
  const { sha256, name, width, height } = picture;
  return (
    <span className="brand-kept">
      <span>{brandKit.size(name, width, height)}</span>
      <Button label={brandKit.drop} tone="small" testId={`brand-drop-${name}`} onPress={() => void dropMark(sha256)} />
    </span>
  );
}

type FileProps = { readonly label: string; readonly testId: string; readonly slot: 'mark' | 'wallet' };

/** A file is chosen, or let fall anywhere on the field. */
function FileField({ label, testId, slot }: FileProps): ReactNode {
  const isBusy = useBrand((state) => state.isBusy);
  return (
    <div
      className="brand-drop"
      onDragOver={(event) => {
        event.preventDefault();
      }}
      onDrop={(event) => {
        event.preventDefault();
        const file = event.dataTransfer.files[0];
        if (file !== undefined && !isBusy) void keepFallen(slot, file);
      }}
    >
      <Button label={label} testId={testId} isDisabled={isBusy} onPress={() => void chooseMark(slot)} />
    </div>
  );
}

function Outcome({ words: { brandKit } }: { readonly words: Words }): ReactNode {
  const outcome = useBrand((state) => state.outcome);
  if (outcome === null) return null;
  const told: Readonly<Record<typeof outcome, string>> = brandKit.outcomes;
  return (
    <p className={outcome === 'kept' ? 'card-wide' : 'card-wide warning'} role="status" data-testid="brand-outcome">
      {told[outcome]}
    </p>
  );
}

type Row = BrandView['outputs'][number];

function Checklist({ view: { outputs }, words: { brandKit } }: CardProps): ReactNode {
  const names: Readonly<Record<Row['output'], string>> = brandKit.outputs;
  const how: Readonly<Record<Row['metWith'], string>> = brandKit.metWith;
  return (
    <section className="card card-wide" data-testid="brand-checklist">
      <h2>{brandKit.checklist}</h2>
      <p className="quiet">{brandKit.checklistHint}</p>
      <table className="brand-table">
        <thead>
          <tr>
            <th scope="col">{brandKit.output}</th>
            <th scope="col">{brandKit.how}</th>
          </tr>
        </thead>
        <tbody>
          {outputs.map(({ output, metWith }) => (
            <tr key={output} data-testid={`output-${output}`} data-met={metWith}>
              <th scope="row">{names[output]}</th>
              <td>{how[metWith]}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
