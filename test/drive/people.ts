import type { Page } from 'playwright';
import type { Till } from './till.ts';

/** Somebody whom a test sets up. */
export type Hand = { readonly number: string; readonly name: string; readonly pin: string };

/** The people of the tests; numbers are given in the order in which they are added. */
export const OLA: Hand = { number: '1', name: 'Ola', pin: '826639' };
export const SAM: Hand = { number: '2', name: 'Sam', pin: '604417' };
export const MEI: Hand = { number: '3', name: 'Mei', pin: '4071' };

/** Digits or a sentence at a machine's speed may be a product's code; a hand types like this. */
export const HAND_MS = 120;

const typed = (page: Page) => page.getByTestId('asking-typed');

/** Types a PIN twice where main asks for a new one. */
async function choosePin({ page, keys }: Till, pin: string): Promise<void> {
  await typed(page).waitFor();
  await keys.type(pin);
  await keys.press('Return');
  await page.getByText('Type it once more').waitFor();
  await keys.type(pin);
  await keys.press('Return');
}

/** Opens the page of people with the keyboard alone. */
export async function openPeople({ page, keys }: Till): Promise<void> {
  await keys.press('F9');
  await page.getByTestId('setup').waitFor();
  await tabTo(page, keys, 'setup-people');
  await keys.press('Return');
  await page.getByTestId('people').waitFor();
}

/** Presses Tab until the element, the next of several of one name, or something inside it has the focus. */
export async function tabTo(page: Page, keys: Till['keys'], testId: string): Promise<void> {
  await page.getByTestId(testId).first().waitFor();
  await tabUntil(page, keys, `[data-testid="${testId}"], [data-testid="${testId}"] *`);
}

const TABS_MAX = 150;

/** Presses Tab until what has the focus fits the selector; throws where no Tab comes there. */
export async function tabUntil(page: Page, keys: Till['keys'], selector: string): Promise<void> {
  for (let step = 0; step < TABS_MAX; step += 1) {
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector)) return;
    await keys.press('Tab');
  }
  throw new Error(`Tab never came to ${selector}`);
}

/** Goes to a button with Tab and presses it with Enter. */
export async function pushButton({ page, keys }: Pick<Till, 'page' | 'keys'>, testId: string): Promise<void> {
  await tabTo(page, keys, testId);
  await keys.press('Return');
}

/** Goes to a field with Tab and types over what stands there, as a hand does. */
export async function typeInto({ page, keys }: Pick<Till, 'page' | 'keys'>, testId: string, text: string): Promise<void> {
  await tabTo(page, keys, testId);
  await keys.press('ctrl+a');
  await keys.type(text, HAND_MS);
}

/** Opens the page of the newest payment by way of the search, which takes the keyboard where the checkout's list does not. */
export async function openNewestPayment(till: Pick<Till, 'page' | 'keys'>): Promise<void> {
  await till.keys.press('F2');
  await pushButton(till, 'history-row');
  await till.page.getByTestId('payment-page').waitFor();
}

/** Adds a person on the page of people; `role` steps the switch to the right so many times. */
export async function addPerson(till: Till, { name, pin }: Hand, role: number): Promise<void> {
  const { page, keys } = till;
  await tabTo(page, keys, 'people-add');
  await keys.press('Return');
  await page.getByTestId('add-person-dialog').waitFor();
  await keys.type(name);
  if (role > 0) {
    await keys.press('Tab');
    for (let step = 0; step < role; step += 1) await keys.press('Right');
  }
  await tabTo(page, keys, 'person-next');
  await keys.press('Return');
  await choosePin(till, pin);
  await page.getByTestId('asking').waitFor({ state: 'detached' });
}

/** Sets up the owner, a supervisor and a cashier, and signs the cashier in. */
export async function openHouse(till: Till): Promise<void> {
  await openPeople(till);
  await addPerson(till, OLA, 0);
  await addPerson(till, SAM, 1);
  await addPerson(till, MEI, 0);
  await till.keys.press('Escape');
  await switchTo(till, MEI);
}

/** Locks, and signs somebody in by number and PIN; resolves with the milliseconds it took. */
export async function switchTo(till: Till, hand: Hand): Promise<number> {
  const fromMs = Date.now();
  await till.keys.press('ctrl+l');
  await till.page.getByTestId('lock').waitFor();
  await answer(till, hand);
  await till.page.getByTestId('lock').waitFor({ state: 'detached' });
  return Date.now() - fromMs;
}

/** Answers the open question with a number and a PIN. */
export async function answer({ keys, page }: Till, { number, pin }: Hand): Promise<void> {
  await page.getByTestId('asking-lead').waitFor();
  await keys.type(number);
  await typed(page).waitFor();
  await keys.type(pin);
  await keys.press('Return');
}
