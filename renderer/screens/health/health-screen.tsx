import type { ReactNode } from 'react';
import type { Res, Snapshot } from '../../api/types.ts';
import { Button } from '../../components/button.tsx';
import { ask, saveIncident } from '../../state/acts.ts';
import { MORE_KEYS } from '../../state/keys.ts';
import { useWords } from '../../state/language.ts';
import { useAnswer } from '../../state/use-answer.ts';
import { useView } from '../../state/view-store.ts';
import type { Words } from '../../words/shape.ts';
import { sayMs } from '../wording/duration.ts';
import { healthOf } from '../wording/health.ts';
import { PageTitle } from '../frame/page-title.tsx';

type StageRow = Res<'health.page'>['stages'][number];

/** What works, in words, and how long each stage of a payment takes on this PC. */
export function HealthScreen({ snapshot }: { readonly snapshot: Snapshot }): ReactNode {
  const words = useWords();
  // Asked again with every picture, because a payment may have passed.
  const page = useAnswer(askHealth, snapshot.revision);
  return (
    <section className="page" data-testid="health">
      <PageTitle title={words.pc.title} />
      <h2>{words.pc.works}</h2>
      <ul className="health-list">
        {healthOf(words, snapshot.health).map(({ id, text, tone }) => (
          <li key={id} className={`health-item-${tone}`}>
            {text}
          </li>
        ))}
      </ul>
      <h2>{words.pc.stagesTitle}</h2>
      <p className="quiet">{words.pc.stagesHint}</p>
      {page === null ? null : <Stages stages={page.stages} words={words} />}
      <Incident words={words} />
    </section>
  );
}

/** The file for whoever helps, and where it was written. */
function Incident({ words: { pc } }: { readonly words: Words }): ReactNode {
  const incident = useView((view) => view.incident);
  return (
    <>
      <h2>{pc.incident.title}</h2>
      <p className="quiet">{pc.incident.hint}</p>
      <div className="health-incident">
        <Button
          label={pc.incident.save}
          shortcut={MORE_KEYS.incident}
          testId="save-incident"
          isDisabled={incident === 'being-written'}
          onPress={saveIncident}
        />
        <p role="status" data-testid="incident-saved">
          {incident === null || incident === 'being-written' ? '' : sayIncident(pc, incident.file)}
        </p>
      </div>
    </>
  );
}

const sayIncident = ({ incident }: Words['pc'], file: string | null): string =>
  file === null ? incident.failed : incident.saved(file);

const askHealth = (): Promise<Res<'health.page'> | null> => ask('health.page', {});

function Stages({ stages, words: { pc } }: { readonly stages: readonly StageRow[]; readonly words: Words }): ReactNode {
  if (stages.every(({ count }) => count === 0)) return <p>{pc.none}</p>;
  const time = (ms: number | null): string => (ms === null ? '–' : sayMs(pc, ms));
  return (
    <table className="health-stages">
      <thead>
        <tr>
          <th scope="col">{pc.columns.stage}</th>
          <th scope="col">{pc.columns.count}</th>
          <th scope="col">{pc.columns.last}</th>
          <th scope="col">{pc.columns.p50}</th>
          <th scope="col">{pc.columns.p99}</th>
          <th scope="col">{pc.columns.limit}</th>
        </tr>
      </thead>
      <tbody>
        {stages.map(({ stage, count, lastMs, p50Ms, p99Ms, limitMs }) => (
          <tr key={stage} data-testid={`stage-${stage}`}>
            <th scope="row">
              {pc.stages[stage]}
              {p50Ms !== null && p50Ms > limitMs ? <strong className="health-slow"> {pc.isSlow}</strong> : null}
            </th>
            <td>{count}</td>
            <td>{time(lastMs)}</td>
            <td>{time(p50Ms)}</td>
            <td>{time(p99Ms)}</td>
            <td>{time(limitMs)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
