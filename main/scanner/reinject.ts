import type { TypedKey } from './key-input.ts';

/** One event for Electron's `webContents.sendInputEvent`; `char` is what inserts text. */
export type KeyboardInput = {
  readonly type: 'keyDown' | 'char' | 'keyUp';
  readonly keyCode: string;
  readonly modifiers: 'shift'[];
};

/** The part of Electron's WebContents that types. */
export type InputSink = { readonly sendInputEvent: (event: KeyboardInput) => void; readonly isDestroyed: () => boolean };

const NAMED: Readonly<Record<string, string>> = {
  ArrowLeft: 'Left',
  ArrowRight: 'Right',
  ArrowUp: 'Up',
  ArrowDown: 'Down',
  Home: 'Home',
  End: 'End',
  PageUp: 'PageUp',
  PageDown: 'PageDown',
  Insert: 'Insert',
  Delete: 'Delete',
  Backspace: 'Backspace',
};

/** Types held keys into the page they were meant for, in order; does nothing when the page is gone. */
export function reinject(page: InputSink, keys: readonly TypedKey[]): void {
  if (page.isDestroyed()) return;
  for (const event of keys.flatMap(toInputEvents)) page.sendInputEvent(event);
}

/** Keys no keyboard sends; a page's field memory reads them as "remember", "undo to the last memory" and "leave the text field". */
export const MEMORY_KEYS = { remember: 'F23', undo: 'F24', leave: 'F22' } as const;

/** One of those. */
export type MemoryKey = keyof typeof MEMORY_KEYS;

/** Tells the page, in order with the keys around it, to remember the field that has the focus, to undo, or to leave it. */
export function strikeMemoryKey(page: InputSink, what: MemoryKey, times: number): void {
  if (page.isDestroyed()) return;
  const keyCode = MEMORY_KEYS[what];
  for (let left = times; left > 0; left -= 1) {
    page.sendInputEvent({ type: 'keyDown', keyCode, modifiers: [] });
    page.sendInputEvent({ type: 'keyUp', keyCode, modifiers: [] });
  }
}

/** The events of one key stroke: with Num Lock off the number pad means arrows and the like, which insert nothing. */
export function toInputEvents(key: TypedKey): readonly KeyboardInput[] {
  const isPad = key.code.startsWith('Numpad');
  const modifiers: 'shift'[] = [...(key.hasShift ? ['shift' as const] : [])];
  const stroke = NAMED[key.key] ?? accelerator(key, isPad);
  const around = (type: 'keyDown' | 'keyUp'): KeyboardInput => ({ type, keyCode: stroke, modifiers });
  const text: readonly KeyboardInput[] = /^.$/su.test(key.key) ? [{ type: 'char', keyCode: key.key, modifiers }] : [];
  return [around('keyDown'), ...text, around('keyUp')];
}

const accelerator = (key: TypedKey, isPad: boolean): string => (isPad && /^\d$/.test(key.key) ? `num${key.key}` : key.key);
