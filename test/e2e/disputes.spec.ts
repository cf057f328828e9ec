import type { PaymentView } from '../../core/contract/views.ts';
import { pushButton, tabTo, typeInto } from '../drive/people.ts';
import { expect, picture, test } from './fixtures.ts';

/** Gone with real keys alone: a mouse, a finger or a text without keys fails it. */
test.use({ keysOnly: true });

test('a claim of money is entered and counted down; an answer that Alipay+ refuses leaves it to be answered again', async ({
  practice,
}) => {
  const { till } = practice;
  const { page, keys } = till;
  const stage = page.getByTestId('stage');
  await keys.focus();
  await keys.type('4250');
  await keys.press('Return');
  await keys.scan('281006021234567890010000');
  await expect(stage).toHaveAttribute('data-face', 'paid');
  const [payment] = await page.evaluate(async () => {
    type Said = { readonly value: { readonly lastFive: readonly PaymentView[] } };
    const { paydesk } = globalThis as unknown as { paydesk: { invoke: (name: string, request: object) => Promise<Said> } };
    return (await paydesk.invoke('app.snapshot', {})).value.lastFive;
  });

  await keys.press('F2');
  await pushButton(till, 'open-disputes');
  await picture(page, 'disputes-none');
  await pushButton(till, 'dispute-enter');
  await tabTo(page, keys, 'choice-retrieval');
  await keys.press('Right');
  await typeInto(till, 'dispute-disputeRequestId', 'D-2026-0001');
  await typeInto(till, 'dispute-paymentRequestId', payment?.paymentRequestId ?? '');
  await typeInto(till, 'dispute-occurredOn', new Date().toISOString().slice(0, 10));
  await typeInto(till, 'dispute-amount', '42.50');
  await typeInto(till, 'dispute-reason', 'Never arrived');
  await picture(page, 'disputes-enter');
  await keys.press('Return');
  const row = page.getByTestId('dispute-D-2026-0001');
  await expect(row).toHaveAttribute('data-state', 'open');
  await expect(row).toContainText('days');
  await picture(page, 'disputes-open');
  await typeInto(till, 'dispute-part', '10');
  await pushButton(till, 'dispute-accept-part');
  // The practice gateway knows nothing of a dispute that was made up here, and says so.
  await expect(page.getByTestId('dispute-said')).toContainText('refused this answer');
  await expect(row).toHaveAttribute('data-state', 'refused');
  await expect(page.getByTestId('dispute-refuse')).toBeEnabled();
  await picture(page, 'disputes-answered');
});
