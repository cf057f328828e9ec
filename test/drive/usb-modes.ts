import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { UsbSeen } from './usb-printer.ts';

/** How the fake USB printer behaves. */
export const USB_MODES = ['ok', 'silent', 'paper-out', 'unplug', 'held', 'stall'] as const;
export type UsbMode = (typeof USB_MODES)[number];

/** What must be seen in each: the check, the two jobs in short, and how many of the two jobs' bytes the printer may have. */
const EXPECTED: Readonly<
  Record<UsbMode, { readonly check: string; readonly jobs: readonly [string, string]; readonly copies: number }>
> = {
  ok: { check: 'ready', jobs: ['printed', 'printed'], copies: 2 },
  silent: { check: 'unknown', jobs: ['sent', 'sent'], copies: 2 },
  'paper-out': { check: 'paper-out', jobs: ['paper-out/no', 'paper-out/no'], copies: 0 },
  unplug: { check: 'ready', jobs: ['no-answer/maybe', 'no-answer/no'], copies: 0.5 },
  held: { check: 'driver-owned', jobs: ['driver-owned/no', 'driver-owned/no'], copies: 0 },
  stall: { check: 'ready', jobs: ['timeout/maybe', 'timeout/maybe'], copies: 1 },
};

const PYTHON = '/usr/bin/python3';
const JOB = Buffer.from(Array.from({ length: 20_000 }, (_, index) => 0x20 + (index % 90)));

/** Why it cannot be run here; null when it can. */
export function whyNoUsb(): string | null {
  if (!existsSync('/usr/bin/umockdev-wrapper')) return 'needs umockdev (Debian: umockdev gir1.2-umockdev-1.0 python3-gi)';
  const found = spawnSync(PYTHON, ['-c', "import gi; gi.require_version('UMockdev', '1.0'); from gi.repository import UMockdev"]);
  return found.status === 0 ? null : 'needs umockdev for Python (Debian: gir1.2-umockdev-1.0 python3-gi)';
}

/** Runs one mode in a process of its own; null when all was as it must be, otherwise what was seen. */
export async function runUsbMode(bundle: string, root: string, mode: UsbMode): Promise<string | null> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'paydesk-usb-'));
  const at = (name: string): string => path.join(folder, name);
  try {
    writeFileSync(at('job'), JOB);
    const args = [
      PYTHON,
      path.join(root, 'test/usb/fake-printer.py'),
      at('paper'),
      '--',
      process.execPath,
      bundle,
      at('job'),
      at('seen'),
    ];
    const child = spawn('umockdev-wrapper', args, { env: { ...process.env, PRINTER_MODE: mode }, stdio: 'ignore' });
    const code = await new Promise<number | null>((resolve) => child.once('exit', resolve));
    if (code !== 0) return `the process ended with ${String(code)}`;
    return judge(mode, JSON.parse(readFileSync(at('seen'), 'utf8')) as UsbSeen, readFileSync(at('paper')));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function judge(mode: UsbMode, { found, check, first, second }: UsbSeen, paper: Buffer): string | null {
  const short = (outcome: UsbSeen['first']): string =>
    outcome.kind === 'waiting' ? `${outcome.reason}/${outcome.sent}` : outcome.kind;
  const { copies, ...expected } = EXPECTED[mode];
  const seen = { check: check.kind === 'trouble' ? check.reason : check.kind, jobs: [short(first), short(second)] };
  const twice = Buffer.concat([JOB, JOB]);
  const isTrue = twice.subarray(0, paper.length).equals(paper) && paper.length <= copies * JOB.length;
  const isWhole = !Number.isInteger(copies) || mode === 'stall' || paper.length === copies * JOB.length;
  const isListed = found[0]?.name === 'EPSON TM-T20';
  const isAsExpected = JSON.stringify(seen) === JSON.stringify(expected);
  return isListed && isTrue && isWhole && isAsExpected ? null : JSON.stringify({ found, ...seen, paper: paper.length });
}
