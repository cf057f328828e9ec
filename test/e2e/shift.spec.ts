import { decodeEscPos } from '../builders/escpos-decode.ts';
import { MEI, openHouse, SAM, switchTo, tabTo } from '../drive/people.ts';
import type { ShiftPage } from '../../core/contract/shift.ts';
import { expect, pay, picture, test, type CounterWorld } from './fixtures.ts';

/** Gone with real keys alone: a mouse, a finger or a text without keys fails it. */
test.use({ keysOnly: true });

/** The printer may still be at it. */
async function paperSays({ printer }: CounterWorld, from: number, words: string): Promise<string> {
  let text = '';
  await expect
    .poll(
      async () => {
        ({ text } = await decodeEscPos(printer.paper().slice(from), 'cp437'));
        return text;
      },
      { timeout: 15_000 },
    )
    .toContain(words);
  return text;
}

test('a shift is opened, looked at, taken over with a reason and closed; its Z report is printed and the same after a restart', async ({
  counter,
}) => {
  const { till, printer } = counter;
  await openHouse(till);
  await till.keys.press('ctrl+j');
  await tabTo(till.page, till.keys, 'open-shift');
  await till.keys.press('Return');
  await till.page.getByTestId('float-amount').waitFor();
  await till.keys.type('150.00');
  await till.keys.press('Return');
  await expect(till.page.getByTestId('shift-since')).toContainText('Mei');
  await till.keys.press('Escape');
  await pay(counter, '4250');
  await pay(counter, '1750');

  await till.keys.press('ctrl+j');
  await expect(till.page.getByTestId('shift-totals')).toContainText('60.00 SGD (2)');
  await expect(till.page.getByTestId('shift-cashiers')).toContainText('Mei');
  await picture(till.page, 'shift-x');
  const beforeX = printer.paper().length;
  await tabTo(till.page, till.keys, 'print-x');
  await till.keys.press('Return');
  await paperSays(counter, beforeX, 'X REPORT');

  await switchTo(till, SAM);
  await tabTo(till.page, till.keys, 'take-over');
  await till.keys.press('Return');
  await till.page.getByTestId('take-over-reason').waitFor();
  await till.keys.type('Mei went home');
  await till.keys.press('Return');
  await expect(till.page.getByTestId('taken-over')).toContainText('Mei went home');
  await picture(till.page, 'shift-taken-over');

  const beforeZ = printer.paper().length;
  await tabTo(till.page, till.keys, 'close-shift');
  await till.keys.press('Return');
  await till.page.getByTestId('count-amount').waitFor();
  await till.keys.type('149.50');
  await picture(till.page, 'shift-close');
  await till.keys.press('Return');
  await expect(till.page.getByTestId('last-shift')).toContainText('Z report of shift 1');
  await picture(till.page, 'shift-z');
  const z = await paperSays(counter, beforeZ, 'Head of the ledger');
  expect(z).toContain('Z REPORT');
  expect(z).toContain('Mei went home');
  expect(z).toContain('-0.50 SGD');
  expect(z).toContain('60.00 SGD');

  const before = await lastClosed(counter);
  await till.close();
  const again = await counter.restart();
  await again.page.getByTestId('lock').waitFor();
  await again.keys.type(MEI.number);
  await again.page.getByTestId('asking-typed').waitFor();
  await again.keys.type(MEI.pin);
  await again.keys.press('Return');
  await again.page.getByTestId('lock').waitFor({ state: 'detached' });
  expect(await lastClosed(counter)).toEqual(before);
});

async function lastClosed(counter: CounterWorld): Promise<ShiftPage['lastClosed']> {
  const page = (await counter.invoke('shift.page', {})) as { readonly value: ShiftPage };
  return page.value.lastClosed;
}

test.describe('where counts are blind', () => {
  test.use({ wishes: { people: { blindCount: true } } });

  test('a cashier counts before the figures show', async ({ counter }) => {
    const { till } = counter;
    await openHouse(till);
    await till.keys.press('ctrl+j');
    await tabTo(till.page, till.keys, 'open-shift');
    await till.keys.press('Return');
    await till.page.getByTestId('float-amount').waitFor();
    await till.keys.press('Return');
    await expect(till.page.getByTestId('shift-blind')).toBeVisible();
    await tabTo(till.page, till.keys, 'close-shift');
    await till.keys.press('Return');
    await till.page.getByTestId('count-amount').waitFor();
    await till.keys.press('Return');
    await expect(till.page.getByTestId('count-dialog').getByTestId('refusal')).toContainText('The count is missing');
    await tabTo(till.page, till.keys, 'count-amount');
    await till.keys.type('0');
    await till.keys.press('Return');
    await expect(till.page.getByTestId('last-shift')).toContainText('Z report of shift 1');
  });
});
