import type { ScanConfig } from '../../core/scan/config.ts';
import { createDecoder, type DecoderStep } from '../../core/scan/decoder.ts';
import type { GarbledReason } from '../../core/scan/judge.ts';
import { isModifier } from '../../core/scan/key-event.ts';
import { createAwakeTime, type AwakeTime } from './awake-time.ts';
import { isForCounter } from './counter-keys.ts';
import { toTypedKey, type KeyInput, type TypedKey } from './key-input.ts';
import { createOutbox } from './outbox.ts';
import { MEMORY_KEYS, type InputSink, type MemoryKey } from './reinject.ts';

/** Who owns the keyboard of a page: `counter` the checkout in main, `page` a text field, button or dialog of the page itself. */
export type KeyboardOwner = 'counter' | 'page';

type InputListener = (event: { readonly preventDefault: () => void }, input: KeyInput) => void;

/** The part of Electron's WebContents that is listened to and typed into. */
export type KeyPage = InputSink & {
  readonly on: (event: 'before-input-event', listener: InputListener) => unknown;
  readonly off: (event: 'before-input-event', listener: InputListener) => unknown;
};

/** What the wedge is given. Callbacks run inside the key event: they must return at once. */
export type WedgeOptions<Page extends KeyPage> = {
  /** Monotonic milliseconds. */
  readonly clock: () => number;
  /** Runs `act` once after `delayMs`; returns how to call it off. */
  readonly setTimer: (delayMs: number, act: () => void) => () => void;
  readonly decoderConfig: ScanConfig;
  /** Asked for every key that goes down. */
  readonly route: (page: Page) => KeyboardOwner;
  /** Types keys into a page (`reinject.ts`). */
  readonly reinject: (page: Page, keys: readonly TypedKey[]) => void;
  /** Lets a page remember its field, undo what came since, or leave it (`reinject.ts`). */
  readonly strikeMemoryKey: (page: Page, what: MemoryKey, times: number) => void;
  /** True when the system has an input method that may convert punctuation; one that is met later is noticed. */
  readonly hasInputMethod: boolean;
  /** A whole code, in clear: a credential, for memory only. */
  readonly onScan: (text: string) => void;
  /** A scan that was refused whole. */
  readonly onGarbled: (reason: GarbledReason) => void;
  /** Keys typed at the counter, in order. */
  readonly onTyping: (keys: readonly TypedKey[]) => void;
  /** The last `count` keys given to `onTyping` belonged to a slow scan; comes before its `onScan` or `onGarbled`. */
  readonly onTakeBack: (count: number) => void;
};

/** Hears every key of the attached pages before they do. */
export type Wedge<Page extends KeyPage> = {
  /** Listens to a page until the returned function is called. */
  readonly attach: (page: Page) => () => void;
  /** Releases what is held, stops every timer and listener. */
  readonly dispose: () => void;
};

type Stroke<Page> = TypedKey & { readonly page: Page; readonly owner: KeyboardOwner };

/** Starts a wedge with one decoder for all pages, because there is one keyboard. */
export function createWedge<Page extends KeyPage>(options: WedgeOptions<Page>): Wedge<Page> {
  const decoder = createDecoder<Stroke<Page>>(options.decoderConfig);
  const outbox = createOutbox(options);
  const deliver = createDelivery(options, outbox);
  const time = createAwakeTime(options);
  const alarm = createAlarm(time, options.setTimer, () => {
    run(decoder.tick(time.nowMs()));
  });
  const swallowed = new Set<string>();
  let { hasInputMethod } = options;
  const detachers = new Set<() => void>();

  const run = (step: DecoderStep<Stroke<Page>>, native: Stroke<Page> | null = null): void => {
    alarm(step.holdUntilMs);
    deliver(step.outputs, native);
  };

  const onKeyDown = (stroke: Stroke<Page>, prevent: () => void): void => {
    const step = decoder.feed(stroke);
    const isNative = isReleasedLast(step, stroke) && (stroke.owner === 'page' || !isForCounter(stroke));
    if (isNative) swallowed.delete(stroke.code);
    else {
      swallowed.add(stroke.code);
      prevent();
    }
    run(step, isNative ? stroke : null);
    // Typing into the page now puts held keys before this one; doing so before a prevented key would let that key's character through.
    if (isNative) outbox.drain();
  };

  const onKey = (page: Page, prevent: () => void, input: KeyInput): void => {
    if (outbox.isOurs(page)) return;
    if (isMemoryKey(input.code)) {
      prevent();
      return;
    }
    const owner = options.route(page);
    const stroke = { ...toTypedKey(input, time.nowMs(), { isPage: owner === 'page', hasInputMethod }), page, owner };
    hasInputMethod ||= stroke.isComposing;
    time.watch();
    if (stroke.down) {
      onKeyDown(stroke, prevent);
      return;
    }
    if (swallowed.delete(stroke.code)) prevent();
    run(decoder.feed(stroke));
  };

  const attach = (page: Page): (() => void) => {
    const detach = listen(page, onKey);
    detachers.add(detach);
    return () => {
      detach();
      detachers.delete(detach);
    };
  };

  const dispose = (): void => {
    run(decoder.flush());
    time.stop();
    outbox.drain();
    for (const detach of detachers) detach();
    detachers.clear();
  };
  return { attach, dispose };
}

function listen<Page extends KeyPage>(page: Page, onKey: (page: Page, prevent: () => void, input: KeyInput) => void): () => void {
  const listener: InputListener = (event, input) => {
    onKey(
      page,
      () => {
        event.preventDefault();
      },
      input,
    );
  };
  page.on('before-input-event', listener);
  return () => {
    page.off('before-input-event', listener);
  };
}

/** Sets the one timer to the time given, in place of the last; null stops it. Keys that a busy process kept waiting come before it. */
function createAlarm(
  time: AwakeTime,
  setTimer: WedgeOptions<never>['setTimer'],
  ring: () => void,
): (dueMs: number | null) => void {
  let cancel = (): void => undefined;
  const set = (dueMs: number): void => {
    cancel = setTimer(Math.max(0, dueMs - time.nowMs()), () => {
      if (time.nowMs() < dueMs) set(dueMs);
      else ring();
    });
  };
  return (dueMs) => {
    cancel();
    cancel = (): void => undefined;
    if (dueMs !== null) set(dueMs);
  };
}

type Delivery<Page> = (outputs: DecoderStep<Stroke<Page>>['outputs'], native: Stroke<Page> | null) => void;

/** Takes the decoder's outputs where they belong, in order; `native` goes to its page by itself. */
function createDelivery<Page extends KeyPage>(
  options: WedgeOptions<Page>,
  outbox: ReturnType<typeof createOutbox<Page>>,
): Delivery<Page> {
  const memoryOf = new WeakMap<Stroke<Page>, number>();
  const takeBack = (strokes: readonly Stroke<Page>[]): void => {
    const atCounter = strokes.filter((stroke) => stroke.owner === 'counter' && isForCounter(stroke)).length;
    if (atCounter > 0) options.onTakeBack(atCounter);
    // The first of a page's strokes has its oldest memory, and undoing to that one undoes the others.
    const first = new Map<Page, number>();
    for (const stroke of strokes) {
      const memory = memoryOf.get(stroke);
      if (memory !== undefined && !first.has(stroke.page)) first.set(stroke.page, memory);
    }
    for (const [page, memory] of first) outbox.undoTo(page, memory);
  };
  /** Where an input method made a scan unreadable, the next one has to come by another way: it hears nothing outside a text field. */
  const leaveField = (strokes: readonly Stroke<Page>[]): void => {
    const muddled = strokes.find(({ owner, isComposing, isDoubtful }) => owner === 'page' && (isComposing || isDoubtful));
    if (muddled !== undefined) outbox.leave(muddled.page);
  };
  const release = (stroke: Stroke<Page>, native: Stroke<Page> | null): void => {
    if (stroke.owner === 'counter' && isForCounter(stroke)) {
      options.onTyping([stroke]);
      return;
    }
    if (stroke.owner === 'page' && !isModifier(stroke.code)) memoryOf.set(stroke, outbox.remember(stroke.page));
    if (stroke !== native) outbox.type(stroke.page, stroke);
  };
  return (outputs, native) => {
    for (const output of outputs) {
      if (output.kind === 'typing')
        output.keys.forEach((key) => {
          release(key, native);
        });
      else {
        takeBack(output.takeBack);
        if (output.kind === 'scan') options.onScan(output.text);
        else {
          leaveField(output.takeBack);
          options.onGarbled(output.reason);
        }
      }
    }
  };
}

/** On a real keyboard these keys would play tricks on the page's memory. */
const isMemoryKey = (code: string): boolean => Object.values<string>(MEMORY_KEYS).includes(code);

const isReleasedLast = <Page>(step: DecoderStep<Stroke<Page>>, stroke: Stroke<Page>): boolean => {
  const last = step.outputs.at(-1);
  return last?.kind === 'typing' && last.keys.at(-1) === stroke;
};
