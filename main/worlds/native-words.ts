import { app } from 'electron';
import { openDisplay } from '../settings/electron-settings.ts';
import { NATIVE_WORDS, type NativeWords } from '../window/native-words.ts';

/** The words of the language that this PC's pages speak, or would speak. */
export const nativeWords = (dataDir: string): NativeWords =>
  NATIVE_WORDS[openDisplay(dataDir, app.getPreferredSystemLanguages()).read().language];
