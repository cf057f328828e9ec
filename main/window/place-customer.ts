import type { CustomerChoice, CustomerPlace, ScreenIdentity } from '../../core/contract/customer.ts';

/** A rectangle on the desktop that all screens share, in points. */
export type Bounds = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

/** What the system says of a screen; `label` is empty where it says no name. */
export type ScreenFacts = { readonly id: number; readonly label: string; readonly bounds: Bounds };

/** Where the customer's window goes, or why it goes nowhere. */
export type Placement =
  { readonly place: 'shown'; readonly screen: ScreenFacts } | { readonly place: Exclude<CustomerPlace, 'shown'> };

/** By what a screen is known again after it was unplugged. */
export const identityOf = ({ id, label, bounds }: ScreenFacts): ScreenIdentity => ({
  id,
  label,
  width: bounds.width,
  height: bounds.height,
});

/** Decides from the screens that are plugged in now, and the one the cashier's window stands on. It never answers the cashier's. */
export function placeCustomer(
  { isOn, screen: chosen }: Pick<CustomerChoice, 'isOn' | 'screen'>,
  screens: readonly ScreenFacts[],
  cashierId: number,
): Placement {
  if (!isOn) return { place: 'off' };
  const cashier = screens.find(({ id }) => id === cashierId);
  // Two screens that show the same picture are one: what covers either covers the cashier.
  const free = screens.filter((screen) => cashier !== undefined && !overlap(screen.bounds, cashier.bounds));
  if (chosen === null) return onlyFree(free);
  const known = screens.find(({ id, label }) => id === chosen.id && label === chosen.label);
  if (known !== undefined) return free.includes(known) ? { place: 'shown', screen: known } : { place: 'cashier' };
  const [alike, ...others] = free.filter((screen) => isAlike(screen, chosen));
  return alike !== undefined && others.length === 0 ? { place: 'shown', screen: alike } : { place: 'gone' };
}

function onlyFree([first, ...others]: readonly ScreenFacts[]): Placement {
  if (first === undefined) return { place: 'no-screen' };
  return others.length === 0 ? { place: 'shown', screen: first } : { place: 'several' };
}

/** The same make and size in another socket; without a name a size says too little. */
const isAlike = ({ label, bounds }: ScreenFacts, chosen: ScreenIdentity): boolean =>
  label !== '' && label === chosen.label && bounds.width === chosen.width && bounds.height === chosen.height;

const overlap = (a: Bounds, b: Bounds): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
