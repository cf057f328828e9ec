import type * as z from 'zod';
import { DEFAULT_DISPLAY, displaySchema, LANGUAGES, type DisplayView, type Language } from '../../core/contract/display.ts';
import { parseJson } from './safe-json.ts';
import type { OpenDocumentStore } from './store.ts';

/** How this PC shows Paydesk, in `<folder>/display.json`; apart from the settings, because Practice mode has none and IT copies those. */
export type DisplayStore = {
  readonly read: () => DisplayView;
  /** False when the disk refused: the choice then holds until Paydesk is closed. */
  readonly write: (next: DisplayView) => boolean;
};

/** What the store is made of. `folder` is absolute; `systemLanguages` are the PC's own, best first. */
export type DisplayStoreParts = {
  readonly folder: string;
  readonly openStore: OpenDocumentStore;
  readonly systemLanguages: readonly string[];
};

const FILE_MODE = 0o600;
/** Each is read by itself, so that one that cannot be read costs no other. */
const PARTS: Readonly<Record<string, z.ZodType>> = displaySchema.shape;

/** Opening never throws: a look that cannot be read is no reason for a counter not to start, and is chosen anew. */
export function displayStore(parts: DisplayStoreParts): DisplayStore {
  let display: DisplayView = { ...DEFAULT_DISPLAY, language: systemLanguage(parts.systemLanguages), ...kept(parts) };
  return {
    read: () => display,
    write: (next) => {
      display = next;
      try {
        open(parts).store = { ...next };
        return true;
      } catch {
        return false;
      }
    },
  };
}

function kept(parts: DisplayStoreParts): Partial<DisplayView> {
  try {
    const stored = open(parts).store;
    const readable = Object.entries(PARTS).flatMap(([name, part]) => {
      const read = part.safeParse(stored[name]);
      return read.success ? [[name, read.data]] : [];
    });
    return Object.fromEntries(readable) as Partial<DisplayView>;
  } catch {
    return {};
  }
}

const open = ({ folder, openStore }: DisplayStoreParts): ReturnType<OpenDocumentStore> =>
  openStore({
    cwd: folder,
    name: 'display',
    projectVersion: '1.0.0',
    configFileMode: FILE_MODE,
    accessPropertiesByDotNotation: false,
    deserialize: (text) => {
      const parsed = parseJson(Buffer.from(text, 'utf8'));
      return parsed.ok ? { ...parsed.value } : {};
    },
  });

const TRADITIONAL = /^zh-(?:hant|tw|hk|mo)\b/i;

/** The first of the PC's languages that the screens can speak: `zh-TW` is traditional Chinese, `de-AT` German. */
export function systemLanguage(tags: readonly string[]): Language {
  const known = tags.map((tag) => {
    if (TRADITIONAL.test(tag)) return 'zh-Hant';
    const [language = ''] = tag.toLowerCase().split('-');
    return language === 'zh' ? 'zh-Hans' : LANGUAGES.find((one) => one === language);
  });
  return known.find((language) => language !== undefined) ?? DEFAULT_DISPLAY.language;
}
