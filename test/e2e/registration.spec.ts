import { writeFileSync } from 'node:fs';
import { tabTo } from '../drive/people.ts';
import type { Till } from '../drive/till.ts';
import { expect, picture, test } from './fixtures.ts';

/** Gone with real keys alone: a mouse, a finger or a text without keys fails it. */
test.use({ keysOnly: true });

/** From the checkout to the page of registrations, by keys alone. */
async function openRegistration({ page, keys }: Till): Promise<void> {
  await keys.press('F9');
  await page.getByTestId('setup').waitFor();
  await tabTo(page, keys, 'setup-registration');
  await keys.press('Return');
  await page.getByTestId('registration').waitFor();
}

/** Types into a field of the form, over what stood there. */
async function fill({ page, keys }: Till, path: string, text: string): Promise<void> {
  await tabTo(page, keys, `field-${path}`);
  await keys.press('ctrl+a');
  await keys.type(text);
}

const DETAIL = 'merchantInfo.registrationDetail';

test('a shop is registered by keys alone: the form is kept, one wallet rejects with its reason, the checkout says so, and it is mended', async ({
  practice,
}) => {
  test.setTimeout(240_000);
  const { till } = practice;
  const { page, keys } = till;
  const form = page.getByTestId('registration-form');
  await keys.focus();
  await openRegistration(till);
  await picture(page, 'registration-none');
  await tabTo(page, keys, 'registration-begin');
  await keys.press('Return');
  await expect(form).toHaveAttribute('data-step', 'merchant');
  await picture(page, 'registration-merchant');
  await fill(till, 'merchantInfo.merchantMCC', '58');
  await expect(page.getByText('Four digits, such as 5812.')).toBeVisible();
  await fill(till, 'merchantInfo.merchantMCC', '5812');
  await keys.press('Return');
  await expect(form).toHaveAttribute('data-step', 'company');
  await tabTo(page, keys, 'choice-');
  await keys.press('Right');
  await fill(till, `${DETAIL}.registrationNo`, '201912345A-9001');
  await expect(page.getByTestId(`field-${DETAIL}.registrationNo`)).toHaveValue('201912345A-9001');
  await expect(page.getByTestId('choice-ENTERPRISE_REGISTRATION_NO')).toBeChecked();
  await picture(page, 'registration-company');

  // Whatever was typed is still there after the page was left.
  await expect(form).toHaveAttribute('data-saved', 'true');
  await keys.press('Escape');
  await openRegistration(till);
  await expect(page.getByTestId(`field-${DETAIL}.registrationNo`)).toHaveValue('201912345A-9001');
  for (const step of ['store', 'papers', 'check']) {
    await tabTo(page, keys, 'registration-next');
    await keys.press('Return');
    await expect(form).toHaveAttribute('data-step', step);
    if (step === 'papers') {
      const file = test.info().outputPath('register.pdf');
      writeFileSync(file, '%PDF-1.7 register');
      await till.app.evaluate(({ dialog }, chosen) => {
        dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] });
      }, file);
      await tabTo(page, keys, 'paper-file');
      await keys.press('Return');
      await expect(page.getByTestId('paper')).toContainText('register.pdf');
    }
    await picture(page, `registration-${step}`);
  }
  await expect(page.getByTestId('registration-check')).toHaveAttribute('data-faults', '0');
  await tabTo(page, keys, 'registration-send');
  await keys.press('Return');
  await expect(page.getByTestId('registration-said')).toHaveAttribute('data-of', 'taken');
  const place = page.getByTestId('registration-place');
  await expect(place).toHaveAttribute('data-state', 'pending');
  await expect(page.getByTestId('health-registration')).toBeVisible();
  await picture(page, 'registration-pending');

  await expect(place).toHaveAttribute('data-state', 'rejected', { timeout: 60_000 });
  await expect(page.getByTestId('wallet-ALIPAY_CN')).toContainText('could not be found in the public register');
  await expect(page.getByTestId('wallet-GCASH')).toHaveAttribute('data-status', 'APPROVED');
  await picture(page, 'registration-rejected');
  await keys.press('Escape');
  await expect(page.getByTestId('health-registration')).toContainText('rejected');
  await picture(page, 'registration-warning');

  await openRegistration(till);
  await tabTo(page, keys, 'draft-open-0');
  await keys.press('Return');
  await tabTo(page, keys, 'registration-step-company');
  await keys.press('Return');
  await fill(till, `${DETAIL}.registrationNo`, '201912345A');
  await tabTo(page, keys, 'registration-step-check');
  await keys.press('Return');
  await tabTo(page, keys, 'registration-send');
  await keys.press('Return');
  await expect(place).toHaveAttribute('data-state', 'registered', { timeout: 60_000 });
  await expect(page.getByTestId('health-registration')).toHaveCount(0);
  await picture(page, 'registration-registered');
});
