import type { OpeningPort } from '../ipc/handlers/opening-handlers.ts';
import type { OpeningDesk, OpeningDeskParts } from './opening-desk.ts';
import type { Opening } from './opening.ts';
import type { Round } from './round.ts';

/** What the set-up's calls are wired to. `mode`: the world that the counter stands in now. */
export type OpeningWiringParts = Omit<OpeningDeskParts, 'restart' | 'newKey'> & {
  readonly opening: Opening;
  readonly mode: 'live' | 'practice';
  readonly restart: (world: Round['world']) => void;
  /** Shows the customer's phone and the practice printer. */
  readonly openWallet: () => void;
  /** Asks where a file goes and writes it there. */
  readonly saveFile: (name: string, text: string) => Promise<boolean>;
};

/** The guided set-up behind its calls; its desk is loaded when somebody first opens the page, because no start should wait for it. */
export function wireOpening(parts: OpeningWiringParts): OpeningPort {
  const { opening, restart, saveFile, isFree } = parts;
  let opened: Promise<OpeningDesk> | null = null;
  const desk = (): Promise<OpeningDesk> =>
    (opened ??= Promise.all([import('./opening-desk.ts'), import('../keychain/make-key.ts')]).then(([desks, keys]) =>
      desks.createOpeningDesk({
        ...parts,
        newKey: () => keys.makePrivateKey(KEY_BITS),
        restart: () => {
          restart('own');
        },
      }),
    ));
  return {
    view: async () => (await desk()).view(),
    save: async (filled) => (await desk()).save(filled),
    makeKey: async () => (await desk()).makeKey(),
    saveKey: async () => {
      const publicKey = (await desk()).publicKey();
      return publicKey !== null && (await saveFile('paydesk-public-key.txt', `${publicKey}\n`));
    },
    apply: async () => (await desk()).apply(),
    later: (task, isLater) => opening.mark(task, isLater ? 'later' : 'open'),
    done: (task) => opening.mark(task, 'done'),
    go: (to) => {
      if (isHere(parts, to)) {
        opening.practise(to === 'practice');
        if (to === 'practice') parts.openWallet();
        return { isStartedAnew: false };
      }
      if (!isFree()) return 'not-now';
      restart(to);
      return { isStartedAnew: true };
    },
  };
}

/** What Alipay+ asks for. */
const KEY_BITS = 2048;

/** A counter that only practises is in practice already, and its own world is the same. */
function isHere({ mode, store, opening }: OpeningWiringParts, to: Round['world']): boolean {
  if (store.read()?.mode !== 'live') return true;
  return (mode === 'practice') === (to === 'practice') && (to === 'practice') === opening.note().isPractising;
}
