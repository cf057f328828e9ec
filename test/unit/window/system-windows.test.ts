import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { BrowserWindow } from 'electron';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { routeCode } from '../../../core/paycode/routing.ts';
import { createAside, type Aside } from '../../../main/counter/aside.ts';
import { openSystemWindows, type SystemWindows } from '../../../main/window/system-windows.ts';

const system = vi.hoisted(() => ({
  dialog: { showOpenDialog: vi.fn(), showSaveDialog: vi.fn(), showErrorBox: vi.fn() },
  shell: { openPath: vi.fn(), showItemInFolder: vi.fn() },
  print: vi.fn(),
}));
vi.mock('electron', () => system);

const CODE = '281006020000000000127777';

const root = path.resolve(import.meta.dirname, '../../..');
const DOOR = 'main/window/system-windows.ts';

/** What of Electron brings up a window of the system, however it is imported or reached. */
const OF_MAIN =
  /import\s+(?:type\s+)?\*\s+as\s+\w+\s+from\s+'electron'|import\s+\w+\s*(?:,[^;]*)?from\s+'electron'|\b(?:dialog|shell|Menu|Tray|Notification)\b[^;]*\}\s*from\s*'electron'|\b(?:require|import)\(\s*'electron'|\.(?:showOpenDialog|showSaveDialog|showMessageBox|showErrorBox|showItemInFolder|openPath|openExternal|showCertificateTrustDialog|popup)\w*\s*\(|[cC]ontents\.print\(/;
/** What of a page does. */
const OF_PAGE =
  /type=\{?["'`]file|\.type\s*=\s*["'`]file|show(?:Open|Save|Directory)(?:File)?Picker|showPicker|window\.(?:print|alert|confirm|prompt)\b|(?<![\w.])(?:alert|confirm|prompt)\(/;

const sources = (room: string): readonly string[] =>
  readdirSync(path.join(root, room), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => path.join(room, file));
const opening = (files: readonly string[], sign: RegExp): readonly string[] =>
  files.filter((file) => sign.test(readFileSync(path.join(root, file), 'utf8')));

describe('windows of the system have one door', () => {
  it('no other file of main can open one', () => {
    const electron = sources('main').filter((file) => readFileSync(path.join(root, file), 'utf8').includes("'electron'"));
    expect(electron.length).toBeGreaterThan(10);
    expect(opening(electron, OF_MAIN)).toEqual([DOOR]);
  });

  it('no page can open one: files are asked for by main', () => {
    expect(sources('renderer').length).toBeGreaterThan(100);
    expect(opening([...sources('renderer'), ...sources('preload')], OF_PAGE)).toEqual([]);
  });

  it.each([
    "import { app, dialog } from 'electron';",
    "import { type BrowserWindow,\n  shell } from 'electron';",
    "import * as electron from 'electron';",
    "import electron from 'electron';",
    "const { Menu } = require('electron');",
    "const { dialog } = await import('electron');",
    'electron.dialog.showMessageBoxSync({});',
    'window.webContents.print();',
  ])('a new one in main is noticed: %s', (line) => {
    expect(OF_MAIN.test(line)).toBe(true);
  });

  it.each(['<input type="file" />', "input.type = 'file';", 'await showOpenFilePicker()', 'window.print()', 'confirm("?")'])(
    'a new one in a page is noticed: %s',
    (line) => {
      expect(OF_PAGE.test(line)).toBe(true);
    },
  );
});

const WINDOW = { webContents: { print: system.print } } as unknown as BrowserWindow;

type World = { readonly windows: SystemWindows; readonly aside: Aside; readonly state: { isTrading: boolean } };

function openWorld(): World {
  const state = { isTrading: false };
  const aside = createAside(
    () => state.isTrading,
    () => undefined,
  );
  const isPaymentCode = (digits: string): boolean => routeCode(digits, []).kind === 'charge';
  return { state, aside, windows: openSystemWindows({ window: WINDOW, aside: aside.during, isPaymentCode }) };
}

const WAYS: readonly [string, (windows: SystemWindows) => Promise<unknown>, unknown][] = [
  ['choosing a file', ({ open }) => open({ properties: ['openFile'] }), ['/chosen']],
  ['choosing a place', ({ save }) => save('report.csv'), '/chosen/report.csv'],
  ['another program', ({ view }) => view('/sheet.pdf'), true],
  ['printing', ({ print }) => print(), undefined],
  ['a folder', ({ reveal }) => reveal('/receipt.pdf'), undefined],
];

describe.each(WAYS)('the window for %s', (_name, act, answer) => {
  const opened = vi.fn();
  beforeEach(() => {
    vi.resetAllMocks();
    const answering = (value: unknown) => () => {
      opened();
      return Promise.resolve(value);
    };
    system.dialog.showOpenDialog.mockImplementation(answering({ canceled: false, filePaths: ['/chosen'] }));
    system.dialog.showSaveDialog.mockImplementation(answering({ canceled: false, filePath: '/chosen/report.csv' }));
    system.shell.openPath.mockImplementation(answering(''));
    system.shell.showItemInFolder.mockImplementation(answering(undefined));
    system.print.mockImplementation((_options: object, done: () => void) => {
      opened();
      done();
    });
  });

  it('never opens while the counter trades', async () => {
    const { windows, state, aside } = openWorld();
    state.isTrading = true;
    await expect(act(windows)).rejects.toMatchObject({ fault: 'counter-trading' });
    expect([opened.mock.calls.length, aside.isOn()]).toEqual([0, false]);
  });

  it('sets the counter aside as long as it is open, and no second one opens beside it', async () => {
    const { windows, aside } = openWorld();
    const [first, second] = [act(windows), windows.open({})];
    expect(aside.isOn()).toBe(true);
    await expect(second).rejects.toMatchObject({ fault: 'counter-trading' });
    expect(await first).toEqual(answer);
    expect([opened.mock.calls.length, aside.isOn()]).toEqual([1, false]);
  });
});

describe('a window that a scanner typed into', () => {
  it.each([`/home/mei/${CODE}`, `C:\\Users\\mei\\${CODE}.csv`, `/home/mei/report${CODE}.csv`])(
    'gives no file the name of a payment code: %s',
    async (filePath) => {
      system.dialog.showSaveDialog.mockResolvedValue({ canceled: false, filePath });
      const { windows, aside } = openWorld();
      await expect(windows.save('report.csv')).rejects.toMatchObject({ fault: 'scan-in-window' });
      expect(aside.isOn()).toBe(false);
    },
  );

  it('a file that a person names with a day and a number is saved', async () => {
    const filePath = `/home/${CODE}/paydesk-20261128-0012345678.csv`;
    system.dialog.showSaveDialog.mockResolvedValue({ canceled: false, filePath });
    expect(await openWorld().windows.save('report.csv')).toBe(filePath);
  });

  it('a window that breaks does not leave the counter aside', async () => {
    system.dialog.showOpenDialog.mockRejectedValue(new Error('no display'));
    const { windows, aside } = openWorld();
    await expect(windows.open({})).rejects.toThrow('no display');
    expect(aside.isOn()).toBe(false);
  });
});
