import * as z from 'zod';

/** Every language the screens can speak, by BCP 47 tag; what a language lacks is said in English. */
export const LANGUAGES = ['en', 'zh-Hans', 'zh-Hant', 'ja', 'ko', 'th', 'ms', 'it', 'fr', 'de', 'es', 'ar'] as const;

/** How the screens look; `system` follows the PC, also in high contrast. */
export const THEMES = ['system', 'light', 'dark', 'contrast'] as const;

/** How this PC shows Paydesk. Nothing in it concerns money, so it is kept apart from the settings. */
export const displaySchema = z.strictObject({
  language: z.enum(LANGUAGES),
  theme: z.enum(THEMES),
  /** How loud the sounds are, in percent; 0 is silent. */
  volume: z.int().min(0).max(100),
  /** Whether a paid amount is also spoken, by the PC's own voice. */
  saysAmount: z.boolean(),
});

export type Language = (typeof LANGUAGES)[number];
export type Theme = (typeof THEMES)[number];
export type DisplayView = z.infer<typeof displaySchema>;

/** A PC that nobody has chosen anything for. */
export const DEFAULT_DISPLAY: DisplayView = { language: 'en', theme: 'system', volume: 60, saysAmount: false };
