import type { ReportDesk } from '../../core/reconcile/desk-port.ts';
import { DESK_CALLS, type DeskAnswer, type DeskCall } from './port.ts';

/** The main thread's end of the line; `onOver` hears that the thread is gone. */
export type ClientLine = {
  readonly post: (call: DeskCall) => void;
  readonly listen: (hear: (answer: DeskAnswer) => void, onOver: () => void) => void;
};

/** The report desk as main sees it; calls reject when the thread is gone. */
export function deskClient(line: ClientLine): ReportDesk {
  const waiting = new Map<number, { readonly resolve: (value: unknown) => void; readonly reject: (cause: Error) => void }>();
  let next = 0;
  let isOver = false;
  line.listen(
    (answer) => {
      const caller = waiting.get(answer.id);
      waiting.delete(answer.id);
      if ('error' in answer) caller?.reject(new Error(answer.error));
      else caller?.resolve(answer.value);
    },
    () => {
      isOver = true;
      for (const caller of waiting.values()) caller.reject(new Error('the report desk has ended'));
      waiting.clear();
    },
  );
  const call = (name: keyof ReportDesk, args: readonly unknown[]): Promise<unknown> =>
    new Promise((resolve, reject) => {
      if (isOver) {
        reject(new Error('the report desk has ended'));
        return;
      }
      next += 1;
      waiting.set(next, { resolve, reject });
      line.post({ id: next, name, args });
    });
  // Every name of the port stands in DESK_CALLS, so the object has all of its methods.
  return Object.fromEntries(DESK_CALLS.map((name) => [name, (...args: readonly unknown[]) => call(name, args)])) as ReportDesk;
}
