import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { judge, turnOf, type Ground } from '../../../core/update/judge.ts';
import { stepUpdate, UPDATE_BEGIN, type UpdateEvent, type UpdateState } from '../../../core/update/machine.ts';
import { hindrance, isTrading } from '../../../core/update/moment.ts';
import { readRelease } from '../../../core/update/release.ts';
import { isNewer } from '../../../core/update/version.ts';
import { release, SHA512 } from '../../builders/releases.ts';

const sha256Hex = (text: string): string => createHash('sha256').update(text).digest('hex');

describe('versions', () => {
  const rising = ['0.1.0-rc.1', '0.1.0-rc.2', '0.1.0-rc.10', '0.1.0', '0.1.1', '0.2.0-a', '0.2.0', '0.10.0', '1.0.0'];

  test('each is newer than those before it and than no other', () => {
    for (const [at, one] of rising.entries())
      for (const [before, other] of rising.entries()) expect(isNewer(one, other), `${one} > ${other}`).toBe(at > before);
  });

  test('what is no version is newer than nothing', () => {
    for (const text of ['', '1', '1.2', '../1.2.3', '1.2.3/..', 'v1.2.3', '1.2.3-', '9999999.0.0'])
      expect(isNewer(text, '0.0.0')).toBe(false);
  });
});

describe('the description of a release', () => {
  const file = { system: 'linux-x64', name: 'Paydesk-0.2.0-linux-x64.AppImage', sha512: SHA512, sizeBytes: 10 };
  const good = {
    version: '0.2.0',
    minimumVersion: '0.1.0',
    stagedPercent: 5,
    ledgerVersion: 3,
    notes: { en: 'x' },
    files: [file],
  };

  test('is read whole', () => {
    expect(readRelease(JSON.stringify(good))).toEqual(good);
  });

  test.each([
    ['no JSON', '{'],
    ['a list', '[]'],
    ['a version that is a path', { ...good, version: '../0.2.0' }],
    ['a share above all', { ...good, stagedPercent: 101 }],
    ['half a percent', { ...good, stagedPercent: 0.5 }],
    ['no English notes', { ...good, notes: { de: 'x' } }],
    ['no files', { ...good, files: [] }],
    ['the same system twice', { ...good, files: [file, file] }],
    ['a file elsewhere', { ...good, files: [{ ...file, name: '../Paydesk-0.2.0.AppImage' }] }],
    ['a file that is a script', { ...good, files: [{ ...file, name: 'Paydesk-0.2.0.sh' }] }],
    ['a short digest', { ...good, files: [{ ...file, sha512: 'AAAA' }] }],
    ['an endless file', { ...good, files: [{ ...file, sizeBytes: 2e9 }] }],
  ])('is not believed with %s', (_, given) => {
    expect(readRelease(typeof given === 'string' ? given : JSON.stringify(given))).toBeNull();
  });
});

describe('whether a release is for this counter', () => {
  const ground: Ground = { running: '0.1.0', system: 'linux-x64', turn: 50, goneBackFrom: null, isAskedFor: false };

  test('an older one is refused, whoever asks', () => {
    for (const isAskedFor of [false, true]) expect(judge(release(), { ...ground, running: '0.3.0', isAskedFor })).toBe('older');
  });

  test('the share decides who goes first, and an owner need not wait', () => {
    expect(judge(release({ stagedPercent: 50 }), ground)).toBe('not-yet');
    expect(judge(release({ stagedPercent: 51 }), ground)).toBe('take');
    expect(judge(release({ stagedPercent: 0 }), { ...ground, isAskedFor: true })).toBe('take');
  });

  test('a version that did not work here comes back only when somebody asks', () => {
    expect(judge(release(), { ...ground, goneBackFrom: '0.2.0' })).toBe('gone-back-from');
    expect(judge(release(), { ...ground, goneBackFrom: '0.2.0', isAskedFor: true })).toBe('take');
  });

  test('a counter that is too far behind takes another version first', () => {
    expect(judge(release({ minimumVersion: '0.1.5' }), ground)).toBe('needs-another-first');
  });

  test('a system without a file gets none', () => {
    expect(judge(release(), { ...ground, system: 'mac-x64' })).toBe('no-file');
  });

  test('a counter keeps its turn for a version, and turns are spread evenly', () => {
    expect(turnOf('one', '0.2.0', sha256Hex)).toBe(turnOf('one', '0.2.0', sha256Hex));
    expect(turnOf('one', '0.2.0', sha256Hex)).not.toBe(turnOf('one', '0.3.0', sha256Hex));
    const first = Array.from({ length: 1_000 }, (_, at) => turnOf(String(at), '0.2.0', sha256Hex)).filter((turn) => turn < 10);
    expect(first.length).toBeGreaterThan(60);
    expect(first.length).toBeLessThan(140);
  });
});

describe('when a counter may be interrupted', () => {
  const rules = { isAutomatic: true, tradingFrom: '08:00', tradingTo: '22:00' };
  const night = { unsettled: 0, isCharging: false, minuteOfDay: 180 };

  test('never with a payment whose end is not known, even when the owner says so', () => {
    expect(hindrance(rules, { ...night, unsettled: 1 }, true)).toBe('unsettled');
  });

  test('by itself only outside trading hours and while nobody charges', () => {
    expect(hindrance(rules, night, false)).toBeNull();
    expect(hindrance(rules, { ...night, isCharging: true }, false)).toBe('charging');
    expect(hindrance(rules, { ...night, minuteOfDay: 600 }, false)).toBe('hours');
    expect(hindrance(rules, { ...night, minuteOfDay: 600 }, true)).toBeNull();
    expect(hindrance({ ...rules, isAutomatic: false }, night, false)).toBe('hours');
  });

  test('hours that go past midnight, and a shop that never closes', () => {
    const bar = { ...rules, tradingFrom: '18:00', tradingTo: '04:00' };
    expect([1_080, 1_439, 0, 239].map((minute) => isTrading(bar, minute))).toEqual([true, true, true, true]);
    expect([240, 1_079].map((minute) => isTrading(bar, minute))).toEqual([false, false]);
    expect(isTrading({ ...rules, tradingTo: '08:00' }, 0)).toBe(true);
  });
});

describe('the table of states', () => {
  const path = '/a/file';
  const server = { kind: 'server' } as const;
  const states: readonly UpdateState[] = [
    UPDATE_BEGIN,
    { kind: 'looking', source: server, isAskedFor: false },
    { kind: 'fetching', release: release(), source: server },
    { kind: 'ready', release: release(), path },
    { kind: 'installing', release: release(), path },
  ];
  const events: readonly UpdateEvent[] = [
    { kind: 'look', source: server, isAskedFor: true },
    { kind: 'found', release: release() },
    { kind: 'nothing', rest: 'same' },
    { kind: 'fetched', path },
    { kind: 'failed', fault: 'file-wrong' },
    { kind: 'allowed' },
  ];
  const moved = (state: UpdateState, event: UpdateEvent): string | null => {
    const step = stepUpdate(state, event);
    return step.state === state ? null : `${step.state.kind}${step.act === null ? '' : `+${step.act}`}`;
  };

  test('moves in these cases and in no other', () => {
    const moves = states.flatMap((state) =>
      events.flatMap((event) => {
        const to = moved(state, event);
        return to === null ? [] : [`${state.kind} ${event.kind} -> ${to}`];
      }),
    );
    expect(moves).toEqual([
      'resting look -> looking+look',
      'looking found -> fetching+fetch',
      'looking nothing -> resting',
      'looking failed -> resting',
      'fetching fetched -> ready',
      'fetching failed -> resting',
      'ready look -> looking+look',
      'ready allowed -> installing+install',
      'installing failed -> resting',
    ]);
  });

  test('nothing is installed that was not fetched and checked', () => {
    const installs = states.filter((state) => events.some((event) => stepUpdate(state, event).act === 'install'));
    expect(installs.map(({ kind }) => kind)).toEqual(['ready']);
  });
});
