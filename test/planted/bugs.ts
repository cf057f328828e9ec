import { BELIEF } from './bugs/belief.ts';
import { CANCELS } from './bugs/cancels.ts';
import { COUNTER } from './bugs/counter.ts';
import { DURABILITY } from './bugs/durability.ts';
import { HELD } from './bugs/held.ts';
import { REFUNDS } from './bugs/refunds.ts';
import type { PlantedBug } from './planted-bug.ts';

/** Every defect that a world has to catch, by what it is about. */
export const PLANTED_BUGS: readonly PlantedBug[] = [...DURABILITY, ...BELIEF, ...CANCELS, ...REFUNDS, ...COUNTER];

/** Defects that a second guard makes harmless: no world may be harmed by one of them. */
export const HELD_BUGS: readonly PlantedBug[] = HELD;
