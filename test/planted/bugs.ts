import { BELIEF } from './bugs/belief.ts';
import { CANCELS } from './bugs/cancels.ts';
import { COUNTER } from './bugs/counter.ts';
import { DURABILITY } from './bugs/durability.ts';
import { REFUNDS } from './bugs/refunds.ts';
import type { PlantedBug } from './planted-bug.ts';

/** Every defect that can be planted, by what it is about. */
export const PLANTED_BUGS: readonly PlantedBug[] = [...DURABILITY, ...BELIEF, ...CANCELS, ...REFUNDS, ...COUNTER];
