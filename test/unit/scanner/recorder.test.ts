import { describe, expect, it } from 'vitest';
import { FIRST_LESSON, learn, type Lesson, type RunKey } from '../../../core/scan/learner.ts';
import { SHEET } from '../../../core/scan/sheet.ts';
import { createRecorder } from '../../../main/scanner/recorder.ts';
import { createFakePage } from './fake-page.ts';

/** A recorder on one fake page; `silence` is what comes behind a scan. */
function createBench(): {
  readonly alt: (text: string, perCharacterMs: number) => void;
  readonly hit: (code: string, key: string) => void;
  readonly silence: () => void;
  readonly lesson: () => Lesson;
  readonly reached: () => readonly string[];
} {
  const page = createFakePage();
  const runs: (readonly RunKey[])[] = [];
  let nowMs = 0;
  let due = (): void => undefined;
  const recorder = createRecorder({
    clock: () => nowMs,
    setTimer: (_delayMs, act) => {
      due = act;
      return () => {
        due = () => undefined;
      };
    },
    onRun: (run) => runs.push(run),
  });
  recorder.attach(page);
  const hit = (code: string, key: string): void => {
    page.press(code, key);
    page.release(code, key);
  };
  const altDigits = (digits: string): void => {
    page.press('AltLeft', 'Alt', { alt: true });
    for (const digit of digits) {
      page.press(`Numpad${digit}`, digit, { alt: true });
      page.release(`Numpad${digit}`, digit);
    }
    page.release('AltLeft', 'Alt');
  };
  return {
    alt: (text, perCharacterMs) => {
      for (const character of text) {
        altDigits(String(character.charCodeAt(0)).padStart(4, '0'));
        nowMs += perCharacterMs;
      }
    },
    hit,
    silence: () => {
      nowMs += 400;
      due();
    },
    lesson: () => runs.reduce(learn, FIRST_LESSON),
    reached: () => page.keysDown(),
  };
}

describe('a scanner that sends characters by their numbers is set up', () => {
  it.each([8, 120])('with three scans of %i ms a character, and nothing reaches the page', (perCharacterMs) => {
    const bench = createBench();
    for (const { digits } of SHEET) {
      bench.alt(`]C1${digits}`, perCharacterMs);
      bench.hit('Enter', 'Enter');
      bench.silence();
    }
    const { learnt, problem } = bench.lesson();
    expect(learnt?.framing).toEqual({ prefix: '', suffix: 'enter', hasAim: true });
    expect([problem, Math.round(learnt?.msPerKey ?? 0), bench.reached()]).toEqual([null, perCharacterMs, []]);
  });

  it('without a suffix too', () => {
    const bench = createBench();
    for (const { digits } of SHEET) {
      bench.alt(digits, 8);
      bench.silence();
    }
    expect(bench.lesson().learnt?.framing.suffix).toBe('none');
  });

  it.each([
    ['\r', 'enter'],
    ['\r\n', 'enter'],
    ['\n', 'line-feed'],
    ['\t', 'tab'],
  ])('whose ending %j is sent by its number as well', (ending, suffix) => {
    const bench = createBench();
    for (const { digits } of SHEET) {
      bench.alt(`${digits}${ending}`, 8);
      bench.silence();
    }
    expect([bench.lesson().learnt?.framing.suffix, bench.reached()]).toEqual([suffix, []]);
  });

  it('and hears which ending it cannot use', () => {
    const bench = createBench();
    bench.alt(`${SHEET[0]?.digits ?? ''}\u0003`, 8);
    bench.silence();
    expect(bench.lesson().problem).toBe('suffix-unusable');
  });
});
