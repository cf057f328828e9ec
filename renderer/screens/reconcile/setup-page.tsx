import { useEffect, useState, type ReactNode } from 'react';
import type { ReportSetup, Res } from '../../api/types.ts';
import { Button } from '../../components/button.tsx';
import { Field } from '../../components/field.tsx';
import { act, ask } from '../../state/acts.ts';
import { useWords } from '../../state/language.ts';
import { ServerFields } from './server-fields.tsx';

type Told = Res<'reports.setup'>;
type Access = NonNullable<ReportSetup['access']>;

const NO_ACCESS: Access = { host: '', port: 22, user: '', secret: 'password', hostKey: '', root: '/v1', participantId: '' };

/** Where reports come from and what the contract says; whatever Alipay+ does not publish stands here as what is assumed. */
export function SetupPage(): ReactNode {
  const words = useWords().reports.setupPage;
  const [told, setTold] = useState<Told | null>(null);
  useEffect(() => {
    void ask('reports.setup', {}).then(setTold);
  }, []);
  if (told === null) return null;
  return (
    <div className="reports-setup">
      <div>
        <p className="quiet">{told.isPractice ? words.practice : words.intro}</p>
        <Form told={told} />
      </div>
      <section>
        <h2>{words.unknown}</h2>
        <ul className="unknowns">
          {words.unknowns.map((each) => (
            <li key={each}>{each}</li>
          ))}
        </ul>
      </section>
    </div>
  );
}

function Form({ told }: { readonly told: Told }): ReactNode {
  const words = useWords().reports.setupPage;
  const [setup, setSetup] = useState(told.setup);
  const [fees, setFees] = useState(feesText(told.setup.fees));
  const [secret, setSecret] = useState('');
  const [isSaved, setIsSaved] = useState(false);
  const read = readFees(fees);
  const submit = async (): Promise<void> => {
    if (read === null) return;
    const isAccess = setup.access !== null && setup.access.host !== '';
    const changed = { ...setup, fees: read, access: isAccess ? setup.access : null };
    setIsSaved(await act('reports.save-setup', { setup: changed, secret: secret === '' ? null : secret }));
    setSecret('');
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      {told.isPractice ? null : (
        <ServerFields
          access={setup.access ?? NO_ACCESS}
          secret={secret}
          hasSecret={told.secret === 'present'}
          onSecret={setSecret}
          onChange={(access) => {
            setSetup({ ...setup, access });
          }}
        />
      )}
      <h2>{words.contract}</h2>
      <Field
        label={words.fees}
        value={fees}
        onChange={setFees}
        kind="long"
        hint={words.feesHint}
        error={read === null ? words.feesWrong : null}
        testId="setup-fees"
      />
      <RoundingChoice
        rounding={setup.rounding}
        onChange={(rounding) => {
          setSetup({ ...setup, rounding });
        }}
      />
      <div className="reports-saves">
        <Button label={words.save} tone="primary" submits testId="reports-setup-save" />
        {isSaved ? <p role="status">{words.saved}</p> : null}
      </div>
    </form>
  );
}

type Rounding = ReportSetup['rounding'];

function RoundingChoice({
  rounding,
  onChange,
}: {
  readonly rounding: Rounding;
  readonly onChange: (rounding: Rounding) => void;
}): ReactNode {
  const words = useWords().reports.setupPage;
  return (
    <label className="choice-line">
      {words.rounding}
      <select
        value={rounding}
        data-testid="setup-rounding"
        onChange={(event) => {
          onChange(ROUNDINGS.find((each) => each === event.target.value) ?? 'half-even');
        }}
      >
        {ROUNDINGS.map((each) => (
          <option key={each} value={each}>
            {words.roundings[each]}
          </option>
        ))}
      </select>
    </label>
  );
}

const ROUNDINGS = ['half-even', 'half-up', 'down'] as const;

type Fees = ReportSetup['fees'];

const feesText = (fees: Fees): string =>
  fees.map(({ feeType, percent, onRefund }) => `${feeType} ${percent}${onRefund === 'returned' ? ' back' : ''}`).join('\n');

/** One `NAME PERCENT [back]` a line; null when a line is none. */
function readFees(text: string): Fees | null {
  const lines = text.split('\n').map((line) => line.trim());
  const matches = lines
    .filter((line) => line !== '')
    .map((line) => /^(\S{1,64})\s+(\d{1,3}(?:\.\d{1,6})?)(\s+back)?$/.exec(line));
  if (matches.some((match) => match === null)) return null;
  return matches.map((match) => ({
    feeType: match?.[1] ?? '',
    percent: match?.[2] ?? '0',
    fixedMinor: 0,
    onRefund: match?.[3] === undefined ? ('none' as const) : ('returned' as const),
  }));
}
