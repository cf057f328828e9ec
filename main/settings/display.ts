import { DEFAULT_DISPLAY, displaySchema, LANGUAGES, type DisplayView, type Language } from '../../core/contract/display.ts';
import { pcStore, type PcStore, type PcStorePlace } from './pc-store.ts';

/** How this PC shows Paydesk. */
export type DisplayStore = PcStore<DisplayView>;

/** Opens `display.json`; `systemLanguages` are the PC's own, best first. */
export const displayStore = ({
  systemLanguages,
  ...place
}: PcStorePlace & { readonly systemLanguages: readonly string[] }): DisplayStore =>
  pcStore(place, {
    name: 'display',
    parts: displaySchema.shape,
    first: { ...DEFAULT_DISPLAY, language: systemLanguage(systemLanguages) },
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
