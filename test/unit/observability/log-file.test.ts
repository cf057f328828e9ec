import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keepWhatIsSaid, LINE_CHARACTERS_MAX, openLogFile } from '../../../main/observability/log-file.ts';

let folder = '';
beforeEach(() => {
  folder = path.join(mkdtempSync(path.join(tmpdir(), 'paydesk-log-')), 'logs');
});
afterEach(() => {
  rmSync(path.dirname(folder), { recursive: true, force: true });
});
const open = (more: { bytesMax?: number; filesMax?: number } = {}) =>
  openLogFile({ folder, nowIso: () => '2026-01-02T03:04:05.678Z', ...more });
const read = (name = 'paydesk.log') => readFileSync(path.join(folder, name), 'utf8');

describe('the log', () => {
  it('each line has its time, and the file is for its owner alone', () => {
    open().keep('paydesk: one\npaydesk: two\n');
    expect(read()).toBe('2026-01-02T03:04:05.678Z paydesk: one\n2026-01-02T03:04:05.678Z paydesk: two\n');
    expect(statSync(path.join(folder, 'paydesk.log')).mode & 0o077).toBe(0);
  });

  it('SECURITY: secrets, endless lines and what steers a terminal are not kept', () => {
    open().keep(`scan 2810120400000000123 \u001b[2J${'x y '.repeat(5_000)}`);
    expect(read()).not.toContain('28101204');
    expect(read()).not.toContain('\u001b');
    expect(read().length).toBeLessThan(LINE_CHARACTERS_MAX + 100);
  });

  it('it never grows beyond its files, and the oldest lines go first', () => {
    const log = open({ bytesMax: 200, filesMax: 3 });
    for (let line = 0; line < 50; line += 1) log.keep(`line ${String(line)}`);
    expect(readdirSync(folder).toSorted()).toEqual(['paydesk.1.log', 'paydesk.2.log', 'paydesk.log']);
    for (const name of readdirSync(folder)) expect(read(name).length).toBeLessThanOrEqual(200);
    const kept = [...`${read('paydesk.2.log')}${read('paydesk.1.log')}${read()}`.matchAll(/line (\d+)/g)].map(([, at]) =>
      Number(at),
    );
    expect(kept).toEqual(Array.from({ length: kept.length }, (_, at) => 50 - kept.length + at));
    expect(kept.length).toBeGreaterThan(8);
  });

  it('a second start goes on where the first ended', () => {
    open().keep('first');
    open().keep('second');
    expect(read().split('\n')).toHaveLength(3);
  });

  it('where nothing can be kept, nothing is thrown', () => {
    writeFileSync(folder, 'a file in the place of the folder');
    expect(() => {
      open().keep('x');
    }).not.toThrow();
    chmodSync(folder, 0o600);
  });

  it('what is said on a stream is kept and still said', () => {
    const said: unknown[][] = [];
    const speaker = { write: (...given: unknown[]) => said.push(given) > 0 };
    const stop = keepWhatIsSaid(speaker, open());
    const done = (): void => undefined;
    speaker.write('paydesk: x\n', 'utf8', done);
    stop();
    speaker.write('not kept');
    expect(said).toEqual([['paydesk: x\n', 'utf8', done], ['not kept']]);
    expect(read()).toBe('2026-01-02T03:04:05.678Z paydesk: x\n');
  });
});
