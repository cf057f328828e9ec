import { create } from 'zustand';
import { STANDARD_KEYS, withKeysOf, type KeyMap } from '../../core/keys/key-map.ts';
import type { Language } from '../api/types.ts';
import { useKeyMap } from './key-map-store.ts';
import { complete } from '../words/complete.ts';
import { LANGUAGE_NAMES } from '../words/languages.ts';
import { en } from '../words/en.ts';
import { putThrough } from '../words/in-force.ts';
import type { Translation, Words } from '../words/shape.ts';

/** A language of the screens, or the disguised English by which tests find what no table says. */
export type Spoken = Language | 'en-XA';

/** The tables beside English. Each is a file of its own that is loaded when its language is first spoken. */
export const TABLES: Readonly<Partial<Record<Spoken, () => Promise<Translation>>>> = {
  'zh-Hans': async () => (await import('../words/zh-hans.ts')).zhHans,
  'zh-Hant': async () => (await import('../words/zh-hant.ts')).zhHant,
  ja: async () => (await import('../words/ja.ts')).ja,
  ar: async () => (await import('../words/ar.ts')).ar,
  th: async () => (await import('../words/th.ts')).th,
  ko: async () => (await import('../words/ko.ts')).ko,
  es: async () => (await import('../words/es.ts')).es,
  fr: async () => (await import('../words/fr.ts')).fr,
  it: async () => (await import('../words/it.ts')).it,
  ms: async () => (await import('../words/ms.ts')).ms,
  de: async () => (await import('../words/de.ts')).de,
  'en-XA': async () => (await import('../words/pseudo.ts')).pseudo,
};

/** Every language by its own name; a language without one does not compile. */
const NAMES: Readonly<Record<Language, string>> = LANGUAGE_NAMES;

/** The languages a shop can choose: those with a table. */
export const CHOICES: readonly { readonly id: Language; readonly name: string }[] = (Object.keys(NAMES) as Language[])
  .filter((id) => id === 'en' || id in TABLES)
  .map((id) => ({ id, name: NAMES[id] }));

/** What is spoken now; `wanted` differs while its table is being loaded. */
type Speech = { readonly wanted: Spoken; readonly language: Spoken; readonly words: Words };

const useSpeech = create<Speech>()(() => ({ wanted: 'en', language: 'en', words: en }));

/** The tables that name other keys than the standard ones, as long as somebody holds their map. */
const RENAMED = new WeakMap<KeyMap, Map<Words, Words>>();

/** Every sentence that names a key names the one that is in force. */
function inForce(words: Words, map: KeyMap): Words {
  if (map === STANDARD_KEYS) return words;
  const tables = RENAMED.get(map) ?? new Map<Words, Words>();
  const renamed = tables.get(words) ?? putThrough(words, (text) => withKeysOf(map, text));
  RENAMED.set(map, tables.set(words, renamed));
  return renamed;
}

/** The table of words in the chosen language. */
export function useWords(): Words {
  const words = useSpeech((speech) => speech.words);
  const map = useKeyMap((state) => state.map);
  return inForce(words, map);
}

/** The same outside a screen, and which language it is. */
export function spokenNow(): Pick<Speech, 'language' | 'words'> {
  const { language, words } = useSpeech.getState();
  return { language, words: inForce(words, useKeyMap.getState().map) };
}

/** False until the first table of the chosen language is there, so that no screen begins in another one. */
export const useIsSpoken = (language: Spoken): boolean => useSpeech((speech) => speech.language === language);

/** Speaks a language from now on, on every screen; what its table lacks, and a table that cannot be loaded, is English. */
export async function speak(language: Spoken): Promise<void> {
  if (useSpeech.getState().wanted === language) return;
  useSpeech.setState({ wanted: language });
  const words = await tableOf(language);
  // Somebody may have chosen yet another one meanwhile.
  if (useSpeech.getState().wanted !== language) return;
  document.documentElement.lang = language;
  document.documentElement.dir = directionOf(language);
  useSpeech.setState({ language, words });
}

/** Which way a language is written. */
export const directionOf = (language: Spoken): 'ltr' | 'rtl' => (language === 'ar' ? 'rtl' : 'ltr');

/** English until something else is asked for; for tests that start afresh. */
export function forgetLanguage(): void {
  useSpeech.setState(useSpeech.getInitialState(), true);
  document.documentElement.lang = 'en';
  document.documentElement.dir = 'ltr';
}

async function tableOf(language: Spoken): Promise<Words> {
  try {
    const load = TABLES[language];
    return load === undefined ? en : complete(await load());
  } catch {
    return en;
  }
}
