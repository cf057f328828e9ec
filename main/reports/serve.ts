import type { ReportDesk } from '../../core/reconcile/desk-port.ts';
import type { DeskAnswer, DeskCall } from './port.ts';

/** The thread's end of the line. */
export type DeskLine = { readonly post: (answer: DeskAnswer) => void; readonly listen: (hear: (call: DeskCall) => void) => void };

/** Answers calls one after the other, because a run and the store it writes must not meet another. */
export function serveDesk(line: DeskLine, desk: ReportDesk): void {
  let last: Promise<void> = Promise.resolve();
  line.listen((call) => {
    last = last.then(() => answer(call, desk, line.post));
  });
}

async function answer({ id, name, args }: DeskCall, desk: ReportDesk, post: (answer: DeskAnswer) => void): Promise<void> {
  try {
    const act = desk[name] as (...inputs: readonly unknown[]) => Promise<unknown>;
    post({ id, value: await act(...args) });
  } catch (cause) {
    post({ id, error: cause instanceof Error ? cause.message : String(cause) });
  }
}
