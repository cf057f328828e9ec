import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { decideStart, type StartGround } from '../../../core/update/start.ts';
import { makeLauncher, sayingProgram } from '../../builders/launcher.ts';

const OWN = '0.1.0';
const folder = mkdtempSync(path.join(tmpdir(), 'paydesk-launcher-'));
const launcher = makeLauncher(folder, OWN);

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

let homes = 0;

/** A home that is as the ground says. */
function lay({ pointer, present, ready, starts }: StartGround): string {
  const home = path.join(folder, String((homes += 1)));
  const file = (name: string): string => path.join(launcher.versionsOf(home), name);
  mkdirSync(file(''), { recursive: true });
  for (const version of present) {
    writeFileSync(file(`${version}.AppImage`), sayingProgram(version));
    chmodSync(file(`${version}.AppImage`), 0o755);
  }
  if (pointer !== null)
    writeFileSync(file('pointer'), `base=${pointer.base}\ncurrent=${pointer.current}\nprevious=${pointer.previous}\n`);
  if (ready !== null) writeFileSync(file('ready'), `version=${ready}\n`);
  if (starts !== null) writeFileSync(file('starts'), `version=${starts.version}\ncount=${String(starts.count)}\n`);
  return home;
}

const pointer = (base: string, current: string, previous: string): NonNullable<StartGround['pointer']> => ({
  ...{ base, current, previous },
  goneBackFrom: null,
  previousLedger: 3,
});

/** Every case that the table tells apart. */
const grounds: readonly StartGround[] = [
  null,
  pointer(OWN, '0.2.0', OWN),
  pointer(OWN, '0.3.0', '0.2.0'),
  pointer(OWN, OWN, '0.2.0'),
  pointer('0.0.9', '0.3.0', '0.2.0'),
].flatMap((at) =>
  [[], ['0.2.0'], ['0.2.0', '0.3.0']].flatMap((present) =>
    [null, '0.2.0', '0.3.0'].flatMap((ready) =>
      [null, { version: '0.3.0', count: 1 }, { version: '0.3.0', count: 2 }, { version: '0.2.0', count: 2 }].map((starts) => ({
        ...{ own: OWN, pointer: at, present, ready, starts },
      })),
    ),
  ),
);

function countIn(home: string): { readonly version: string; readonly count: number } | null {
  const file = path.join(launcher.versionsOf(home), 'starts');
  const found = existsSync(file) ? /^version=(.+)\ncount=(\d+)\n$/.exec(readFileSync(file, 'utf8')) : null;
  return found === null ? null : { version: found[1] ?? '', count: Number(found[2]) };
}

describe('the launcher', () => {
  test('does in every case what the table says', () => {
    const laid = grounds.map(lay);
    const started = launcher.start(laid);
    expect(started.length).toBe(180);
    for (const [at, ground] of grounds.entries()) {
      const { start, count, notReady } = decideStart(ground);
      const counted = count === null ? ground.starts : { version: start, count };
      expect({ ground, ...started[at], starts: countIn(laid[at] ?? '') }).toEqual({
        ground,
        version: start,
        notReady,
        starts: counted,
      });
    }
  }, 30_000);

  test('starts a version that never gets ready twice, and then the one before it until somebody decides', () => {
    const home = lay({
      own: OWN,
      pointer: pointer(OWN, '0.3.0', '0.2.0'),
      present: ['0.2.0', '0.3.0'],
      ready: '0.2.0',
      starts: null,
    });
    const versions = launcher.start([home, home, home, home]).map(({ version }) => version);
    expect(versions).toEqual(['0.3.0', '0.3.0', '0.2.0', '0.2.0']);
  });

  test('does not count an order that opens no counter', () => {
    const home = lay({ own: OWN, pointer: pointer(OWN, '0.2.0', OWN), present: ['0.2.0'], ready: null, starts: null });
    for (const order of ['--health', '--verify', '--provision-only', '--export-ledger=x', '--restore=x', '--backup-folder=x'])
      expect(launcher.start([home], [order])).toEqual([{ version: '0.2.0', notReady: null }]);
    expect(countIn(home)).toBeNull();
  });

  test('a pointer that was cut or says a path starts the AppImage itself', () => {
    const cut = ['', 'base=0.1', `base=${OWN}\ncurrent=../../x\n`, `base=${OWN}\ncurrent=$(id)\n`].map((text) => {
      const home = lay({ own: OWN, pointer: null, present: ['0.2.0'], ready: null, starts: null });
      writeFileSync(path.join(launcher.versionsOf(home), 'pointer'), text);
      return home;
    });
    expect(launcher.start(cut).map(({ version }) => version)).toEqual([OWN, OWN, OWN, OWN]);
  });
});
