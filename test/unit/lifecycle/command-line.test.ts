import { describe, expect, it } from 'vitest';
import { readCommandLine, wordsToGoOn } from '../../../main/lifecycle/command-line.ts';

const NONE = {
  dataDir: null,
  provisionFile: null,
  provisionOnly: false,
  deleteProvisionFile: false,
  health: false,
  practice: false,
  bookAct: null,
  resetOwnerPin: false,
};

describe('the command line', () => {
  it.each<[readonly string[], object]>([
    [[], NONE],
    [['.'], NONE],
    [['--data', '/srv/till', '--practice'], { ...NONE, dataDir: '/srv/till', practice: true }],
    [['--health', '--data', '/srv/till'], { ...NONE, dataDir: '/srv/till', health: true }],
    [['--reset-owner-pin', '--data', '/srv/till'], { ...NONE, dataDir: '/srv/till', resetOwnerPin: true }],
    [['--data=/srv/till 2'], { ...NONE, dataDir: '/srv/till 2' }],
    [
      ['--provision', 'a.json', '--provision-only', '--delete-provision-file'],
      { ...NONE, provisionFile: 'a.json', provisionOnly: true, deleteProvisionFile: true },
    ],
    [
      ['--restore', 'b.sqlite', '--confirm', 'AB12'],
      { ...NONE, bookAct: { kind: 'restore', file: 'b.sqlite', confirm: 'AB12' } },
    ],
    [['--restore=b.sqlite'], { ...NONE, bookAct: { kind: 'restore', file: 'b.sqlite', confirm: null } }],
    [['--erase-notes-before', '2025-01-01'], { ...NONE, bookAct: { kind: 'erase-notes', before: '2025-01-01' } }],
    [['--export-ledger', 'l.jsonl'], { ...NONE, bookAct: { kind: 'export-ledger', file: 'l.jsonl' } }],
    [['--data=-odd-', '--provision=--file'], { ...NONE, dataDir: '-odd-', provisionFile: '--file' }],
  ])('%j is understood', (args, expected) => {
    expect(readCommandLine(args)).toEqual(expected);
  });

  it("Chromium's and Electron's own options are left alone", () => {
    expect(
      readCommandLine(['.', '--no-sandbox', '--data', '/x', '--remote-debugging-port=0', '--enable-features=A,B', '--inspect']),
    ).toEqual({ ...NONE, dataDir: '/x' });
  });

  it.each<[readonly string[], string]>([
    [['--data'], '--data needs a folder: --data PATH'],
    [['--data='], '--data needs a folder: --data PATH'],
    [['--provision'], '--provision needs a file: --provision PATH'],
    [['--data', '--provision', 'a.json'], '--data needs a folder: --data PATH'],
    [['--provision', '--practice'], '--provision needs a file: --provision PATH'],
    [['--provision-only'], '--provision-only needs --provision FILE'],
    [['--erase-notes-before'], '--erase-notes-before needs a day: --erase-notes-before YYYY-MM-DD'],
    [['--restore', '--practice'], '--restore needs a file: --restore PATH'],
    [['--practice=true'], '--practice takes no value: --practice'],
    [['--provision', 'a.json', '--provision-only=yes'], '--provision-only takes no value: --provision-only'],
  ])('%j is told what is wrong', (args, problem) => {
    expect(readCommandLine(args)).toEqual({ problem });
  });
});

it('SECURITY: words that would not fit through to a running counter are refused before it hears of them', () => {
  expect(readCommandLine(['x'.repeat(16_385)])).toEqual({ problem: expect.stringContaining('too long') as unknown });
  expect(readCommandLine(['\u{1F600}'.repeat(4_097)])).toHaveProperty('problem');
  expect(readCommandLine(['x'.repeat(16_000)])).not.toHaveProperty('problem');
});

it.each<[readonly string[], readonly string[]]>([
  [
    ['/app', '--data', '/srv/till', '--no-sandbox', '--provision', 'a.json', '--delete-provision-file'],
    ['/app', '--data', '/srv/till', '--no-sandbox'],
  ],
  [
    ['--reset-owner-pin', '--practice', '--provision=a.json', '--data=/x'],
    ['--practice', '--data=/x'],
  ],
])('%j done once is not done again by a Paydesk that starts itself anew', (args, kept) => {
  expect(wordsToGoOn(args)).toEqual(kept);
});
