import { CUSTOMER_SCENES } from './customer-scenes.ts';
import { DIALOG_SCENES } from './dialog-scenes.ts';
import { PAGE_SCENES } from './page-scenes.ts';
import { LESSON_SCENES } from './lesson-scenes.ts';
import { OPENING_SCENES } from './opening-scenes.ts';
import type { Scene } from './scene.ts';
import { STAGE_SCENES } from './stage-scenes.ts';

/** Every screen there is. */
export const SCENES: readonly Scene[] = [
  ...STAGE_SCENES,
  ...PAGE_SCENES,
  ...DIALOG_SCENES,
  ...CUSTOMER_SCENES,
  ...OPENING_SCENES,
  ...LESSON_SCENES,
];
