/**
 * Main cannot know that a slow scan is a scan before it ends, and cannot keep an input method from a text field. So it strikes F23
 * before each key it lets through and F24 for each that turns out to be a scanner's: the field is put back as it was, with its
 * selection, which no number of Backspaces could do.
 */
const REMEMBER = 'F23';
const UNDO = 'F24';
/** And F22 where an input method made a scan unreadable: outside a field it hears nothing, so the next scan is read. */
const LEAVE = 'F22';

/** More keys than any scan has. */
const MOST = 600;

type TextField = HTMLInputElement | HTMLTextAreaElement;
type Memory = { readonly field: TextField; readonly value: string; readonly start: number | null; readonly end: number | null };

/** Listens before everybody else until the returned function is called; no other listener ever sees these keys. */
export function keepFieldMemory(target: Window): () => void {
  let memories: (Memory | null)[] = [];
  let isComposing = false;
  const onKey = (event: KeyboardEvent): void => {
    if (event.key !== REMEMBER && event.key !== UNDO && event.key !== LEAVE) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (event.type !== 'keydown') return;
    if (event.key === REMEMBER) memories = [...memories.slice(1 - MOST), remember(target.document.activeElement)];
    else if (event.key === LEAVE) leave(target.document.activeElement);
    else restore(memories.pop() ?? null, isComposing);
  };
  const onComposition = (event: Event): void => {
    isComposing = event.type !== 'compositionend';
  };
  // SECURITY: what was typed into a password field is not kept once the field is left.
  const onLeave = ({ target: left }: FocusEvent): void => {
    if (left instanceof HTMLInputElement && left.type === 'password')
      memories = memories.map((memory) => (memory?.field === left ? null : memory));
  };
  const keys = ['keydown', 'keyup'] as const;
  const compositions = ['compositionstart', 'compositionend'] as const;
  for (const name of keys) target.addEventListener(name, onKey, true);
  for (const name of compositions) target.addEventListener(name, onComposition, true);
  target.addEventListener('focusout', onLeave, true);
  return () => {
    for (const name of keys) target.removeEventListener(name, onKey, true);
    for (const name of compositions) target.removeEventListener(name, onComposition, true);
    target.removeEventListener('focusout', onLeave, true);
  };
}

function remember(field: Element | null): Memory | null {
  const isText = field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement;
  return isText ? { field, value: field.value, start: field.selectionStart, end: field.selectionEnd } : null;
}

function leave(field: Element | null): void {
  if (field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement) field.blur();
}

function restore(memory: Memory | null, isComposing: boolean): void {
  if (memory?.field.isConnected !== true) return;
  const { field, value, start, end } = memory;
  if (isComposing) {
    // Leaving the field is what ends a composition.
    field.blur();
    field.focus();
  }
  if (field.value !== value) setValue(field, value);
  if (start !== null) field.setSelectionRange(start, end);
}

/** Sets the value past the setter that React puts over the element's own, which would hide the change from React. */
function setValue(field: TextField, value: string): void {
  const { prototype } = field instanceof HTMLTextAreaElement ? HTMLTextAreaElement : HTMLInputElement;
  Reflect.set(prototype, 'value', value, field);
  field.dispatchEvent(new Event('input', { bubbles: true }));
}
