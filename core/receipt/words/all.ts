import { ARABIC } from './ar.ts';
import { GREEK } from './el.ts';
import { ENGLISH } from './en.ts';
import { HEBREW } from './he.ts';
import { HINDI } from './hi.ts';
import { JAPANESE } from './ja.ts';
import { KOREAN } from './ko.ts';
import { RUSSIAN } from './ru.ts';
import { THAI } from './th.ts';
import { SIMPLIFIED_CHINESE } from './zh-hans.ts';
import { TRADITIONAL_CHINESE } from './zh-hant.ts';
import type { ReceiptLanguage, ReceiptWords } from '../words.ts';

/** The words of a receipt by language; a language without a table would not compile. */
export const RECEIPT_WORDS: Readonly<Record<ReceiptLanguage, ReceiptWords>> = {
  en: ENGLISH,
  'zh-Hans': SIMPLIFIED_CHINESE,
  'zh-Hant': TRADITIONAL_CHINESE,
  ja: JAPANESE,
  ko: KOREAN,
  th: THAI,
  ar: ARABIC,
  he: HEBREW,
  hi: HINDI,
  ru: RUSSIAN,
  el: GREEK,
};
