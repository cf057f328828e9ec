import type { Health, KeychainState } from '../../api/types.ts';
import type { Words } from '../../words/shape.ts';
import { isKeyOf } from './advice.ts';
import { sayMs } from './duration.ts';
import { printerReason } from './printer.ts';

/** One item of the health line: what to read, and whether somebody has to look. */
export type HealthItem = {
  readonly id:
    | 'gateway'
    | 'printer'
    | 'keychain'
    | 'ledger'
    | 'clock'
    | 'notify'
    | 'scanner'
    | 'reports'
    | 'registration'
    | 'disputes'
    | 'updates'
    | 'network'
    | 'disk'
    | 'slow';
  readonly text: string;
  /** `fine`: works, and needs a word only where there is room for it. */
  readonly tone: 'good' | 'fine' | 'quiet' | 'bad';
};

/** From here on a wrong PC clock is worth a line. */
const SKEW_SHOWN_MS = 2_000;

/** The health line, worst told in words. What works and needs no word (keys, ledger) is left out. */
export function healthOf(words: Words, health: Health): readonly HealthItem[] {
  return [
    slow(words, health),
    ledger(words, health),
    disk(words, health),
    notify(words, health.notify),
    scanner(words, health.scanner),
    network(words, health),
    registration(words, health.registration),
    disputes(words, health.disputes),
    reports(words, health.reports),
    updates(words, health.updates),
    clock(words, health),
    keychain(words, health.keychain),
    printer(words, health),
    gateway(words, health),
  ]
    .filter((item) => item !== null)
    .sort((one, other) => PLACE[one.tone] - PLACE[other.tone]);
}

/** What is wrong stands first, because a narrow line leaves out what stands last. */
const PLACE: Readonly<Record<HealthItem['tone'], number>> = { bad: 0, quiet: 1, good: 1, fine: 2 };

/** Below this a ledger and its backups soon have no room. */
const DISK_LOW_MB = 1_000;

function disk({ pc }: Words, { pc: { diskFreeMb } }: Health): HealthItem | null {
  if (diskFreeMb === null) return null;
  return diskFreeMb < DISK_LOW_MB
    ? { id: 'disk', text: pc.diskLow(diskFreeMb), tone: 'bad' }
    : { id: 'disk', text: pc.disk, tone: 'fine' };
}

function network({ pc }: Words, { pc: { isOnline } }: Health): HealthItem | null {
  if (isOnline === null) return null;
  return isOnline ? { id: 'network', text: pc.network, tone: 'fine' } : { id: 'network', text: pc.offline, tone: 'bad' };
}

function slow({ pc }: Words, { slow: found }: Health): HealthItem | null {
  return found === null ? null : { id: 'slow', text: pc.slow(pc.stages[found.stage], sayMs(pc, found.ms)), tone: 'bad' };
}

function gateway({ health: { gateway: text, gatewayHint } }: Words, { gateway: { state, latencyMs, hint } }: Health): HealthItem {
  if (state === 'ok')
    return { id: 'gateway', text: latencyMs === null ? text.ok : text.latency(Math.round(latencyMs)), tone: 'good' };
  if (state === 'unknown') return { id: 'gateway', text: text.unknown, tone: 'quiet' };
  return { id: 'gateway', text: hint !== null && isKeyOf(gatewayHint, hint) ? gatewayHint[hint] : text.down, tone: 'bad' };
}

function printer(words: Words, { printer: { state, reason, isPaperLow } }: Health): HealthItem {
  const text = words.health.printer;
  if (state !== 'waiting' && isPaperLow) return { id: 'printer', text: text.paperLow, tone: 'bad' };
  if (state !== 'waiting') return { id: 'printer', text: text[state], tone: state === 'none' ? 'quiet' : 'good' };
  return { id: 'printer', text: reason === null ? text.waiting : text.waitingFor(printerReason(words, reason)), tone: 'bad' };
}

function keychain(words: Words, state: KeychainState): HealthItem | null {
  const table: Readonly<Record<KeychainState, string>> = words.health.keychain;
  return state === 'ok' || state === 'memory' || state === 'starting'
    ? null
    : { id: 'keychain', text: table[state], tone: 'bad' };
}

function notify(words: Words, code: Health['notify']): HealthItem | null {
  const table: Readonly<Record<NonNullable<Health['notify']>, string>> = words.health.notify;
  return code === null ? null : { id: 'notify', text: table[code], tone: 'bad' };
}

function scanner(words: Words, code: Health['scanner']): HealthItem {
  const table: Readonly<Record<NonNullable<Health['scanner']>, string>> = words.health.scanner;
  return code === null
    ? { id: 'scanner', text: words.pc.scanner, tone: 'fine' }
    : { id: 'scanner', text: table[code], tone: 'bad' };
}

function registration(words: Words, code: Health['registration']): HealthItem | null {
  return code === null ? null : { id: 'registration', text: words.registration.health[code], tone: 'bad' };
}

function disputes(words: Words, code: Health['disputes']): HealthItem | null {
  return code === null
    ? null
    : { id: 'disputes', text: words.disputes.health[code], tone: code === 'due-soon' ? 'bad' : 'quiet' };
}

function updates(words: Words, code: Health['updates']): HealthItem | null {
  return code === null ? null : { id: 'updates', text: words.updates.health[code], tone: code === 'went-back' ? 'bad' : 'quiet' };
}

function reports(words: Words, code: Health['reports']): HealthItem | null {
  return code === null ? null : { id: 'reports', text: words.reports.health[code], tone: 'quiet' };
}

function ledger({ health: { ledger: text } }: Words, { ledger: code }: Health): HealthItem | null {
  if (code === null) return null;
  return { id: 'ledger', text: isKeyOf(text, code) ? text[code] : text['storage-failed'], tone: 'bad' };
}

function clock(words: Words, { clockSkewMs }: Health): HealthItem | null {
  if (clockSkewMs === null) return null;
  if (Math.abs(clockSkewMs) < SKEW_SHOWN_MS) return { id: 'clock', text: words.pc.clock, tone: 'fine' };
  const seconds = Math.round(Math.abs(clockSkewMs) / 1000);
  return { id: 'clock', text: clockSkewMs > 0 ? words.health.clockFast(seconds) : words.health.clockSlow(seconds), tone: 'bad' };
}
