import type { KeyInput } from '../../../main/scanner/key-input.ts';
import type { KeyboardInput } from '../../../main/scanner/reinject.ts';
import type { KeyPage } from '../../../main/scanner/wedge.ts';

type Listener = Parameters<KeyPage['on']>[1];

/** A page with a focused text field that treats keys as Chromium does, the trap included: see `send`. */
export type FakePage = KeyPage & {
  /** A person or a scanner presses a key; Chromium then sends its character, if it has one. */
  readonly press: (code: string, key: string, over?: Partial<KeyInput>) => void;
  readonly release: (code: string, key: string) => void;
  /** An input method puts text into the field by itself. */
  readonly commit: (text: string) => void;
  readonly field: () => string;
  /** Keys that went down in the page, by `key`. */
  readonly keysDown: () => readonly string[];
  /** Whether the page was told to take the keyboard out of its text field. */
  readonly hasLeftField: () => boolean;
  readonly listeners: () => number;
  readonly destroy: () => void;
};

/** Starts an empty page. */
export function createFakePage(): FakePage {
  const listeners = new Set<Listener>();
  const down: string[] = [];
  const memories: string[] = [];
  let field = '';
  let isSuppressed = false;
  let isGone = false;
  let hasLeft = false;

  /** What the page's field memory does. */
  const isMemoryKey = (key: string): boolean => {
    if (key === 'F23') memories.push(field);
    else if (key === 'F24') field = memories.pop() ?? field;
    else if (key === 'F22') hasLeft = true;
    else return false;
    return true;
  };

  /**
   * Chromium drops the character and the release of a prevented key by a flag that the next key down clears: a key
   * typed from inside the listener therefore lets the character of the prevented outer key through.
   */
  const send = (input: KeyInput, character: string | null): void => {
    if (input.type === 'keyDown') isSuppressed = true;
    else if (isSuppressed) return;
    const verdict = { isPrevented: false };
    for (const listener of [...listeners])
      listener(
        {
          preventDefault: () => {
            verdict.isPrevented = true;
          },
        },
        input,
      );
    if (input.type !== 'keyDown' || verdict.isPrevented) return;
    isSuppressed = false;
    if (isMemoryKey(input.key)) return;
    down.push(input.key);
    if (input.key === 'Backspace') field = field.slice(0, -1);
    if (character !== null) insert(character);
  };
  const insert = (character: string): void => {
    if (!isSuppressed) field += character;
  };
  const inputOf = (type: string, code: string, key: string): KeyInput => ({
    type,
    code,
    key,
    isAutoRepeat: false,
    isComposing: false,
    shift: false,
    control: false,
    alt: false,
    meta: false,
  });

  return {
    on: (_event, listener) => listeners.add(listener),
    off: (_event, listener) => listeners.delete(listener),
    isDestroyed: () => isGone,
    sendInputEvent: (event: KeyboardInput) => {
      if (event.type === 'char') insert(event.keyCode);
      else send(inputOf(event.type, '', event.keyCode.replace(/^num/, '')), null);
    },
    press: (code, key, over = {}) => {
      send({ ...inputOf('keyDown', code, key), ...over }, null);
      const isText = key.length === 1 && over.control !== true;
      if (isText) insert(key);
    },
    release: (code, key) => {
      send(inputOf('keyUp', code, key), null);
    },
    commit: (text) => {
      field += text;
    },
    field: () => field,
    keysDown: () => down,
    hasLeftField: () => hasLeft,
    listeners: () => listeners.size,
    destroy: () => {
      isGone = true;
    },
  };
}
