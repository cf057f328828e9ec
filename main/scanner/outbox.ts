import type { TypedKey } from './key-input.ts';
import type { MemoryKey } from './reinject.ts';
import { createOwnEvents, type OwnEvents } from './own-events.ts';

/** Keys on their way back into a page, strictly in order. */
export type Outbox<Page> = {
  readonly type: (page: Page, key: TypedKey) => void;
  /** Lets the page remember its field before the next key; returns the number of that memory. */
  readonly remember: (page: Page) => number;
  /** Puts the field back as it was at that memory. */
  readonly undoTo: (page: Page, memory: number) => void;
  /** Takes the keyboard out of the text field that has it; what stands in the field stays. */
  readonly leave: (page: Page) => void;
  /** Types everything now; must not run inside the event of a key that is then prevented. */
  readonly drain: () => void;
  /** True, once for each, when the key event that just came was typed by this outbox. */
  readonly isOurs: (page: Page) => boolean;
};

type Effects<Page> = {
  readonly clock: () => number;
  readonly setTimer: (delayMs: number, act: () => void) => () => void;
  readonly reinject: (page: Page, keys: readonly TypedKey[]) => void;
  readonly strikeMemoryKey: (page: Page, what: MemoryKey, times: number) => void;
};

type Item<Page> = { readonly page: Page; readonly events: number; readonly act: () => void };

/** Every key typed comes back as one key down and one key up. */
const EVENTS_PER_STROKE = 2;

/** Starts an empty outbox that drains itself as soon as the current event is over. */
export function createOutbox<Page extends object>(effects: Effects<Page>): Outbox<Page> {
  const queue: Item<Page>[] = [];
  const own = new WeakMap<Page, OwnEvents>();
  const memories = new WeakMap<Page, number>();
  let cancel: (() => void) | null = null;

  const ownOf = (page: Page): OwnEvents => {
    const known = own.get(page) ?? createOwnEvents(effects.clock);
    own.set(page, known);
    return known;
  };
  const drain = (): void => {
    cancel?.();
    cancel = null;
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) ownOf(item.page).typing(item.events, item.act);
  };
  const add = (item: Item<Page>): void => {
    queue.push(item);
    cancel ??= effects.setTimer(0, drain);
  };
  const strike = (page: Page, what: MemoryKey, times: number): void => {
    add({
      page,
      events: EVENTS_PER_STROKE * times,
      act: () => {
        effects.strikeMemoryKey(page, what, times);
      },
    });
  };
  return {
    type: (page, key) => {
      add({
        page,
        events: EVENTS_PER_STROKE,
        act: () => {
          effects.reinject(page, [key]);
        },
      });
    },
    remember: (page) => {
      const memory = memories.get(page) ?? 0;
      memories.set(page, memory + 1);
      strike(page, 'remember', 1);
      return memory;
    },
    undoTo: (page, memory) => {
      const times = (memories.get(page) ?? 0) - memory;
      memories.set(page, memory);
      strike(page, 'undo', times);
    },
    leave: (page) => {
      strike(page, 'leave', 1);
    },
    drain,
    isOurs: (page) => ownOf(page).isOurs(),
  };
}
