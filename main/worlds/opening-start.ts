import path from 'node:path';
import type { Snapshot } from '../../core/contract/views.ts';
import type { Counter } from '../counter/counter.ts';
import type { OpeningPort } from '../ipc/handlers/opening-handlers.ts';
import type { Vault } from '../keychain/vault-port.ts';
import type { Scope } from '../lifecycle/scope.ts';
import { openOpeningFile } from '../opening/opening-file.ts';
import type { SettingsStore } from '../settings/store-port.ts';
import { saveWhereAsked } from '../window/save-file.ts';
import type { SystemWindows } from '../window/system-windows.ts';
import { wireOpening } from './opening-wiring.ts';
import { createOpening } from './opening.ts';
import type { Round } from './round.ts';
import type { World } from './world.ts';

/** Where the guided set-up stands, and whether this start has one. */
export type SetUpParts = {
  readonly dataDir: string;
  readonly scope: Scope;
  readonly store: SettingsStore;
  readonly round: Round;
  readonly isOff: boolean;
  readonly changed: () => void;
};

/** What its calls act on, once there is a counter. */
export type SetUpPortParts = {
  readonly store: SettingsStore;
  readonly vault: Vault;
  readonly windows: SystemWindows;
  readonly display: () => Snapshot['display'];
  readonly world: World;
  readonly counter: Pick<Counter, 'snapshot'>;
  readonly openWallet: () => void;
  readonly again: (world: Round['world']) => void;
};

/** The guided set-up of one start; where it is off, it says and does nothing. */
export type SetUp = {
  readonly note: () => Snapshot['opening'];
  /** The picture that goes to the page; what it proves of the set-up is in it already. */
  readonly seen: (counter: Pick<Counter, 'snapshot'>) => Snapshot;
  readonly port: (parts: SetUpPortParts) => OpeningPort | null;
  /** Nothing while the page of the set-up opens by itself: another window would lie over it. */
  readonly unlessAsking: (open: () => void) => () => void;
};

/** Opens the set-up's own file and follows it from here on. */
export async function openSetUp({ dataDir, scope, store, round, isOff, changed }: SetUpParts): Promise<SetUp> {
  if (isOff) return NO_SET_UP;
  const file = await openOpeningFile(path.join(dataDir, 'opening.json'));
  scope.own('set-up', file.settled);
  const opening = createOpening({ file, store, round, changed });
  return {
    note: opening.note,
    seen: (counter) => {
      const picture = counter.snapshot();
      return opening.saw(picture) ? counter.snapshot() : picture;
    },
    port: ({ windows, display, world, counter, again, ...parts }) =>
      wireOpening({
        ...parts,
        opening,
        file,
        mode: world.mode,
        language: () => display().language,
        timeZone: () => Intl.DateTimeFormat().resolvedOptions().timeZone,
        isFree: () => isFree(counter.snapshot()),
        restart: again,
        saveFile: (name, text) => saveWhereAsked(windows, name, text),
      }),
    unlessAsking: (open) => (opening.note().isFirst ? () => undefined : open),
  };
}

const NO_SET_UP: SetUp = {
  note: () => null,
  seen: (counter) => counter.snapshot(),
  port: () => null,
  unlessAsking: (open) => open,
};

const SETTLED: ReadonlySet<string> = new Set(['paid', 'not-paid', 'cancelled']);

/** No payment whose end is not known, so that nobody waits for a result while the counter starts anew. */
const isFree = ({ tray, stage }: Snapshot): boolean =>
  tray.length === 0 && (stage.kind !== 'payment' || SETTLED.has(stage.payment.face));
