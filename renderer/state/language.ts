import { create } from 'zustand';
import { en } from '../words/en.ts';
import type { Words } from '../words/shape.ts';

/** Every language there is a complete table for. */
const TABLES = { en } as const satisfies Readonly<Record<string, Words>>;

/** A language the page can speak. */
export type Language = keyof typeof TABLES;

const useLanguage = create<{ readonly language: Language }>()(() => ({ language: 'en' }));

/** The table of words in the chosen language. */
export const useWords = (): Words => TABLES[useLanguage((state) => state.language)];
