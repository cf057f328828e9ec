import type { Res } from '../../api/types.ts';
import type { Words } from '../../words/shape.ts';
import { isKeyOf } from './advice.ts';

type Fault = Res<'registration.view'>['drafts'][number]['faults'][number];

/** `a.0.b` and `a.1.b` have one label. */
const plain = (path: string): string => path.replace(/\.\d+(?=\.|$)/g, '');

/** What a field is called; an address's parts are called the same everywhere. */
export function fieldLabel({ registration: { field } }: Words, path: string): string {
  const name = plain(path);
  if (isKeyOf(field, name)) return field[name];
  const last = name.split('.').at(-1) ?? name;
  return isKeyOf(field, last) ? field[last] : name;
}

/** The heading over fields that belong together, numbered where there are several of a kind. */
export function groupLabel({ registration: { group } }: Words, path: string): string {
  const name = path === '' ? 'request' : plain(path);
  const label = isKeyOf(group, name) ? group[name] : name;
  const at = /\.(\d+)$/.exec(path)?.[1];
  return at === undefined ? label : `${label} ${String(Number(at) + 1)}`;
}

/** A field with its heading, for a list of what is wrong. */
export function faultPlace(words: Words, path: string): string {
  const at = path.lastIndexOf('.');
  return at < 0 ? fieldLabel(words, path) : `${groupLabel(words, path.slice(0, at))}, ${fieldLabel(words, path)}`;
}

/** What is wrong with a field, in words. */
export function faultOf({ registration: { fault: words } }: Words, { code, max }: Fault): string {
  const text = words[code];
  return typeof text === 'string' ? text : text(max ?? 0);
}
