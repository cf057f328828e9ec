import { DEFAULT_SCAN_CONFIG } from '../../core/scan/config.ts';
import { createDecoder } from '../../core/scan/decoder.ts';
import type { KeyEvent } from '../../core/scan/key-event.ts';
import type { Decoded } from '../../core/scan/state.ts';
import { makeSession, seeded, type SentScan, type Session } from './typing-session.ts';

/** What many sessions came to. */
export type TypingFigures = {
  readonly sessions: number;
  readonly scansSent: number;
  readonly keysTyped: number;
  /** Scans that nobody sent, codes that were altered, and refusals where there was no scan. */
  readonly falseScans: number;
  /** Scans that were neither taken nor refused. */
  readonly lostScans: number;
  /** Refused whole, so that the cashier scans again; behind typed digits, behind letters, and with nothing before them. */
  readonly refusedBehindDigits: number;
  readonly refusedBehindLetters: number;
  readonly refusedAlone: number;
  /** Typed digits and the code behind them, given out as one text that is no payment code: refused for what it is. */
  readonly refusedByForm: number;
  /** Typed keys that came out nowhere, although no scan was refused around them. */
  readonly lostKeys: number;
  /** Typed keys that were taken back with a refused scan because nobody can tell whose they were. */
  readonly keysRefused: number;
  /** Scanner keys that stayed behind as typing. */
  readonly leakedKeys: number;
  /** Longest time a typed key was held back; one that a scan overtook within 80 ms is held with the scan. */
  readonly longestHoldMs: number;
};

/** One failure, to be looked at again. */
export type Oddity = { readonly seed: number; readonly what: string };

/** Plays sessions by their seeds. */
export function playSessions(count: number, firstSeed: number, odd: (oddity: Oddity) => void = () => undefined): TypingFigures {
  let sum = NOTHING;
  for (let seed = firstSeed; seed < firstSeed + count; seed += 1) {
    const found = judgeSession(makeSession(seeded(seed)));
    sum = addFigures(sum, found);
    for (const what of ['falseScans', 'lostScans', 'lostKeys', 'leakedKeys', 'refusedAlone'] as const)
      if (found[what] > 0) odd({ seed, what });
  }
  return sum;
}

/** The figures of both together. */
export function addFigures(one: TypingFigures, other: TypingFigures): TypingFigures {
  const entries = (Object.keys(one) as (keyof TypingFigures)[]).map((key): [keyof TypingFigures, number] => [
    key,
    key === 'longestHoldMs' ? Math.max(one[key], other[key]) : one[key] + other[key],
  ]);
  return Object.fromEntries(entries) as TypingFigures;
}

const NOTHING: TypingFigures = {
  sessions: 0,
  scansSent: 0,
  keysTyped: 0,
  falseScans: 0,
  lostScans: 0,
  refusedBehindDigits: 0,
  refusedBehindLetters: 0,
  refusedAlone: 0,
  refusedByForm: 0,
  lostKeys: 0,
  keysRefused: 0,
  leakedKeys: 0,
  longestHoldMs: 0,
};

type Timed = { readonly atMs: number; readonly output: Decoded<KeyEvent> };

/** Plays a session through a decoder whose ticks are punctual. */
export function playSession({ keys }: Session): readonly Timed[] {
  const decoder = createDecoder<KeyEvent>(DEFAULT_SCAN_CONFIG);
  const heard: Timed[] = [];
  keys.forEach((key, index) => {
    const untilMs = keys[index + 1]?.atMs ?? Infinity;
    let [atMs, step] = [key.atMs, decoder.feed(key)];
    for (;;) {
      for (const output of step.outputs) heard.push({ atMs, output });
      if (step.holdUntilMs === null || step.holdUntilMs >= untilMs) return;
      atMs = step.holdUntilMs;
      step = decoder.tick(atMs);
    }
  });
  return heard;
}

/** Compares what came out with who pressed what. */
export function judgeSession(session: Session): TypingFigures {
  const heard = playSession(session);
  const kept = new Set<KeyEvent>();
  const refused = new Set<KeyEvent>();
  let longestHoldMs = 0;
  for (const { atMs, output } of heard) {
    if (output.kind === 'typing') {
      for (const key of output.keys) {
        kept.add(key);
        if (isFree(key, session)) longestHoldMs = Math.max(longestHoldMs, atMs - key.atMs);
      }
    } else for (const key of output.takeBack) if (kept.delete(key) && output.kind === 'garbled') refused.add(key);
  }
  const outcomes = session.scans.map((sent) => outcomeOf(sent, heard));
  const refusals = session.scans.filter((_, at) => outcomes[at] === 'refused' || outcomes[at] === 'by-form');
  const whole = session.scans.filter((_, at) => outcomes[at] === 'refused');
  const behind = (kind: SentScan['behind']): number => whole.filter((sent) => sent.behind === kind).length;
  const missing = [...session.typed].filter((key) => !kept.has(key));
  const inRefusal = missing.filter((key) => refused.has(key) || refusals.some((sent) => isAround(key, sent)));
  const scanKeys = session.keys.filter((key) => key.down && !session.typed.has(key));
  return {
    sessions: 1,
    scansSent: session.scans.length,
    keysTyped: session.typed.size,
    falseScans: falseScansOf(session, heard),
    lostScans: outcomes.filter((outcome) => outcome === 'lost').length,
    refusedBehindDigits: behind('digits'),
    refusedBehindLetters: behind('letters'),
    refusedAlone: behind('nothing'),
    refusedByForm: refusals.length - whole.length,
    lostKeys: missing.length - inRefusal.length,
    keysRefused: inRefusal.length,
    leakedKeys: scanKeys.filter((key) => kept.has(key)).length,
    longestHoldMs,
  };
}

const isFree = (key: KeyEvent, { typed, scans }: Session): boolean =>
  typed.has(key) && !scans.some(({ fromMs, toMs }) => key.atMs + DEFAULT_SCAN_CONFIG.holdMs >= fromMs && key.atMs <= toMs);

/** A typed key that was still held when the scan behind it was refused. */
const isAround = (key: KeyEvent, sent: SentScan): boolean => key.atMs >= sent.fromMs - 1000 && key.atMs <= sent.toMs;

/** A scan is decided at its ending, or a pause behind it. */
const isDecidedAt = (atMs: number, { fromMs, toMs }: SentScan): boolean => atMs >= fromMs && atMs <= toMs + 300;

function outcomeOf(sent: SentScan, heard: readonly Timed[]): 'taken' | 'refused' | 'by-form' | 'lost' {
  const near = heard.filter(({ atMs }) => isDecidedAt(atMs, sent));
  if (near.some(({ output }) => output.kind === 'scan' && output.text === sent.code)) return 'taken';
  if (near.some(({ output }) => output.kind === 'scan' && isByForm(output.text, sent))) return 'by-form';
  return near.some(({ output }) => output.kind === 'garbled') ? 'refused' : 'lost';
}

const isByForm = (text: string, { code, behind }: SentScan): boolean =>
  behind !== 'nothing' && text.endsWith(code) && !/^(?:2[5-9]|30)/.test(text);

function falseScansOf({ scans }: Session, heard: readonly Timed[]): number {
  return heard.filter(({ atMs, output }) => {
    if (output.kind === 'typing') return false;
    const about = scans.filter((sent) => isDecidedAt(atMs, sent));
    return output.kind === 'scan'
      ? !about.some((sent) => sent.code === output.text || isByForm(output.text, sent))
      : about.length === 0;
  }).length;
}
