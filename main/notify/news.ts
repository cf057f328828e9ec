import type { NotifyAlarm, NotifyFault } from '../../core/contract/notify.ts';
import type { RefusalCounts } from './refusals.ts';

/** What the listener tells the log; it never tells anything that an unverified sender chose. */
export type NotifyNews =
  | { readonly what: 'listening'; readonly address: string }
  | { readonly what: 'fault'; readonly fault: NotifyFault }
  | { readonly what: 'refused'; readonly counts: RefusalCounts }
  | { readonly what: 'alarm'; readonly alarm: NotifyAlarm; readonly about: string | null };

/** Alarms that are told in one span; what comes beyond them is on the settings page all the same. */
const ALARMS_MAX = 20;

/** Ids as Paydesk and Alipay+ make them; anything else is not for a log. */
const PLAIN_ID = /^[\w-]{1,64}$/;

/** Tells each alarm once in a span, because a message that cannot be kept comes again and again. */
export function alarmTeller(
  tell: (news: NotifyNews) => void,
  after: (delayMs: number, run: () => void) => () => void,
  everyMs: number,
): (alarm: NotifyAlarm, about: string | null) => void {
  const told = new Set<string>();
  return (alarm, about) => {
    const id = about !== null && PLAIN_ID.test(about) ? about : null;
    const name = `${alarm} ${id ?? ''}`;
    if (told.has(name) || told.size >= ALARMS_MAX) return;
    if (told.size === 0) {
      after(everyMs, () => {
        told.clear();
      });
    }
    told.add(name);
    tell({ what: 'alarm', alarm, about: id });
  };
}
