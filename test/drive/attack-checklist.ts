import { BORDER_POINTS } from './attack-border-points.ts';
import { PAGE_POINTS } from './attack-page-points.ts';
import type { Point } from './attack-scene.ts';

/** All twenty points. */
export const CHECKLIST: readonly Point[] = [...PAGE_POINTS, ...BORDER_POINTS];
