import type { ReactNode } from 'react';
import type { NotifyAlarm, NotifyFault, Res } from '../../api/types.ts';
import { Facts, type Fact } from '../../components/facts.tsx';
import { useWords } from '../../state/language.ts';
import type { Words } from '../../words/shape.ts';
import { dayTime } from '../wording/time.ts';

type Notify = Res<'setup.status'>['notify'];

/** Whether Paydesk hears notifications, where, and what is in the way; there is nothing to change here. */
export function NotifyCard({ notify, nowMs }: { readonly notify: Notify; readonly nowMs: number }): ReactNode {
  const words = useWords();
  const faults: Readonly<Record<NotifyFault, string>> = words.notify.fault;
  const alarms: Readonly<Record<NotifyAlarm, string>> = words.notify.alarm;
  return (
    <section className="card" data-testid="setup-notify" data-state={notify.state}>
      <h2>{words.notify.title}</h2>
      {notify.fault === null ? null : <p className="warning">{faults[notify.fault]}</p>}
      {notify.alarm === null ? null : <p className="warning">{alarms[notify.alarm]}</p>}
      <Facts facts={[stateOf(words, notify), ...(notify.address === null ? [] : factsOf(words, notify, nowMs))]} />
    </section>
  );
}

function stateOf({ notify: words }: Words, { state }: Notify): Fact {
  const states: Readonly<Record<Notify['state'], string>> = words.states;
  return { name: words.state, value: states[state] };
}

const factsOf = ({ notify: words }: Words, notify: Notify, nowMs: number): readonly Fact[] => [
  { name: words.address, value: notify.address ?? '', isMono: true },
  { name: words.told, value: notify.publicUrl ?? words.toldNothing, isMono: notify.publicUrl !== null },
  { name: words.last, value: notify.lastAtMs === null ? words.lastNone : dayTime(notify.lastAtMs, nowMs) },
  { name: words.counts, value: words.countsOf(notify.verified, notify.refused) },
];
