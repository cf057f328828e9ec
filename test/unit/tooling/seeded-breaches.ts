/** One breach a rule of .dependency-cruiser.cjs: the rule's name, the file that breaks it, and what that file says. */
export type Breach = { readonly rule: string; readonly file: string; readonly text: string };

/** Modules the breaches reach for; each is legal by itself. */
export const innocents: Readonly<Record<string, string>> = {
  'core/money/money.ts': 'export const money = 1;\n',
  'core/contract/channels.ts': 'export type Channel = string; export const channel = 1;\n',
  'main/alipayplus/sign.ts': 'export const sign = 1;\n',
  'main/compose.ts': "import { sign } from './alipayplus/sign.ts'; export const compose = sign;\n",
  'renderer/api/client.ts': 'export const call = 1; export type Call = number;\n',
  'renderer/state/sale.ts': 'export const sale = 1; export type Sale = number;\n',
  'renderer/screens/pay.ts': 'export const pay = 1;\n',
  'simulator/engine.ts': 'export const engine = 1;\n',
  'verify/check.ts': 'export const check = 1;\n',
  'test/builders/sale.ts': 'export const built = 1;\n',
};

const load = (what: string, from: string): string => `import { ${what} } from '${from}'; export const used = ${what};\n`;
const sideEffect = (from: string): string => `import '${from}'; export const used = 1;\n`;

export const breaches: readonly Breach[] = [
  { rule: 'core-is-pure', file: 'core/scan/breach.ts', text: sideEffect('node:fs') },
  { rule: 'contract-knows-core-and-zod', file: 'core/contract/breach.ts', text: sideEffect('react') },
  { rule: 'contract-is-for-the-wire', file: 'core/payment/breach.ts', text: load('channel', '../contract/channels.ts') },
  { rule: 'adapters-are-alone', file: 'main/ledger/breach.ts', text: load('sign', '../alipayplus/sign.ts') },
  { rule: 'adapters-without-electron', file: 'main/reports/breach.ts', text: load('app', 'electron') },
  { rule: 'main-alipayplus-library', file: 'main/alipayplus/breach.ts', text: sideEffect('keytar') },
  { rule: 'main-keychain-library', file: 'main/keychain/breach.ts', text: sideEffect('zod') },
  { rule: 'main-ledger-library', file: 'main/ledger/library.ts', text: sideEffect('zod') },
  { rule: 'main-observability-library', file: 'main/observability/breach.ts', text: sideEffect('zod') },
  { rule: 'main-printer-library', file: 'main/printer/breach.ts', text: sideEffect('zod') },
  { rule: 'main-notify-library', file: 'main/notify/library.ts', text: sideEffect('zod') },
  { rule: 'main-people-library', file: 'main/people/breach.ts', text: sideEffect('zod') },
  { rule: 'main-reports-library', file: 'main/reports/library.ts', text: sideEffect('zod') },
  { rule: 'main-scanner-library', file: 'main/scanner/breach.ts', text: sideEffect('zod') },
  { rule: 'main-settings-library', file: 'main/settings/breach.ts', text: sideEffect('keytar') },
  { rule: 'main-updates-library', file: 'main/updates/breach.ts', text: sideEffect('zod') },
  { rule: 'lifecycle-is-handed-everything', file: 'main/lifecycle/breach.ts', text: load('app', 'electron') },
  { rule: 'window-knows-electron-and-contract', file: 'main/window/breach.ts', text: load('money', '../../core/money/money.ts') },
  { rule: 'ipc-is-handed-functions', file: 'main/ipc/breach.ts', text: load('sign', '../alipayplus/sign.ts') },
  { rule: 'counter-is-handed-everything', file: 'main/counter/breach.ts', text: load('sign', '../alipayplus/sign.ts') },
  { rule: 'worlds-are-for-compose', file: 'main/counter/world.ts', text: load('world', '../worlds/world.ts') },
  { rule: 'only-compose-composes', file: 'main/window/composes.ts', text: load('compose', '../compose.ts') },
  { rule: 'main-stays-in-main', file: 'main/breach.ts', text: load('call', '../renderer/api/client.ts') },
  { rule: 'preload-loads-electron-only', file: 'preload/breach.ts', text: load('channel', '../core/contract/channels.ts') },
  {
    rule: 'preload-types-of-contract',
    file: 'preload/types.ts',
    text: "import type { Sale } from '../renderer/state/sale.ts'; export type S = Sale;\n",
  },
  { rule: 'renderer-is-a-page', file: 'renderer/main.ts', text: sideEffect('node:fs') },
  {
    rule: 'renderer-contract-in-api',
    file: 'renderer/state/breach.ts',
    text: load('channel', '../../core/contract/channels.ts'),
  },
  { rule: 'screens-show', file: 'renderer/screens/journal.ts', text: load('decide', '../../core/payment/decide.ts') },
  { rule: 'screens-types-of-api', file: 'renderer/screens/calls.ts', text: load('call', '../api/client.ts') },
  { rule: 'components-are-leaves', file: 'renderer/components/breach.ts', text: load('sale', '../state/sale.ts') },
  { rule: 'words-are-leaves', file: 'renderer/words/breach.ts', text: load('call', '../api/client.ts') },
  {
    rule: 'words-without-state',
    file: 'renderer/words/types.ts',
    text: "import type { Sale } from '../state/sale.ts'; export type S = Sale;\n",
  },
  { rule: 'state-below-screens', file: 'renderer/state/shows.ts', text: load('pay', '../screens/pay.ts') },
  { rule: 'simulator-is-apart', file: 'simulator/breach.ts', text: load('sign', '../main/alipayplus/sign.ts') },
  { rule: 'simulator-is-a-process', file: 'main/ipc/simulates.ts', text: load('engine', '../../simulator/engine.ts') },
  { rule: 'verify-shares-nothing', file: 'verify/breach.ts', text: load('money', '../core/money/money.ts') },
  { rule: 'verify-is-started', file: 'main/ledger/verifies.ts', text: load('check', '../../verify/check.ts') },
  { rule: 'product-without-tools', file: 'core/money/built.ts', text: load('built', '../../test/builders/sale.ts') },
  { rule: 'no-cycles', file: 'core/money/cycle.ts', text: load('other', './other.ts') },
  { rule: 'everything-resolves', file: 'core/money/lost.ts', text: load('lost', './no-such-file.ts') },
  { rule: 'no-development-packages', file: 'main/ipc/tool.ts', text: sideEffect('vitest') },
];

/** Completes some breaches: the other half of the circle, and what one of them must be able to find. */
export const accomplices: Readonly<Record<string, string>> = {
  'main/worlds/world.ts': 'export const world = 1;\n',
  'core/money/other.ts': load('used', './cycle.ts').replace('used = used', 'other = used'),
  'core/payment/decide.ts': 'export const decide = 1;\n',
};
