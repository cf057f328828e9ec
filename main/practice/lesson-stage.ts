import type { LessonPart } from '../../core/practice/arrangement.ts';
import type { PracticeWorld } from './simulator-process.ts';

/** What a lesson may ask of the practice gateway and its printer. Each answers false where they did not do it. */
export type LessonStage = {
  /** How the next payment goes; null takes it back. */
  readonly next: (part: LessonPart | null) => Promise<boolean>;
  /** The practice printer's paper; a printer of the shop's own is in nobody's hands but the person's. */
  readonly paperOut: (isOut: boolean) => Promise<boolean>;
};

/** The stage of a practice world that is up, reached over loopback by the control API that docs/simulator.md describes. */
export function lessonStageOf({ gatewayUrl, walletUrl }: Pick<PracticeWorld, 'gatewayUrl' | 'walletUrl'>): LessonStage {
  return {
    next: (part) => post(new URL('/control/next', gatewayUrl), { part }),
    paperOut: (isOut) => post(new URL('/wallet/printer/switches', walletUrl), { paperOut: isOut }),
  };
}

const ANSWER_TIMEOUT_MS = 2_000;

const post = (url: URL, body: object): Promise<boolean> =>
  fetch(url, { method: 'POST', body: JSON.stringify(body), signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS) }).then(
    (answer) => answer.ok,
    () => false,
  );
