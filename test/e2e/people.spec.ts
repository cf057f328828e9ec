import { readFileSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { addPerson, answer, HAND_MS, MEI, OLA, openHouse, openPeople, SAM, switchTo, tabTo } from '../drive/people.ts';
import { expect, picture, test, type CounterWorld } from './fixtures.ts';

/** Gone with real keys alone: a mouse, a finger or a text without keys fails it. */
test.use({ keysOnly: true });

async function pay({ till, gateway }: CounterWorld, digits: string): Promise<void> {
  await till.keys.type(digits);
  await till.keys.press('Return');
  await till.keys.scan(await gateway.mintCode({ behaviour: 'approve' }));
  await expect(till.page.getByTestId('stage')).toHaveAttribute('data-face', 'paid');
}

test('the first person is the owner, others follow, and the next cashier is at the till in under two seconds: keyboard only', async ({
  counter,
}) => {
  const { till } = counter;
  await expect(till.page.getByTestId('at-the-till')).toHaveText('Everybody');
  await openPeople(till);
  await picture(till.page, 'people-none');
  await addPerson(till, OLA, 0);
  await expect(till.page.getByTestId('at-the-till')).toHaveText('Ola');
  await addPerson(till, SAM, 1);
  await addPerson(till, MEI, 0);
  await expect(till.page.getByTestId(/^person-row-/)).toHaveCount(3);
  await picture(till.page, 'people');
  await till.keys.press('Escape');

  expect(await switchTo(till, MEI)).toBeLessThan(2_000);
  await expect(till.page.getByTestId('at-the-till')).toHaveText('Mei');

  await till.keys.press('ctrl+l');
  await till.page.getByTestId('lock').waitFor();
  await picture(till.page, 'lock');
  await till.keys.press('Escape', 'F2', 'F3', 'F9');
  await expect(till.page.getByTestId('lock')).toBeVisible();
  await answer(till, { ...MEI, pin: '1111' });
  await expect(till.page.getByTestId('asking-fault')).toHaveAttribute('data-fault', 'wrong');
  await picture(till.page, 'lock-wrong-pin');
  // Keys do not count while a PIN is being checked, so each try waits for what became of the one before.
  for (const said of ['1 more tries', 'Too many wrong tries']) {
    await till.keys.type('2222');
    await till.keys.press('Return');
    await expect(till.page.getByTestId('asking-fault')).toContainText(said);
  }
  await expect(till.page.getByTestId('asking-fault')).toHaveAttribute('data-fault', 'locked-out');
  await till.keys.press('Escape');
  await answer(till, SAM);
  await expect(till.page.getByTestId('at-the-till')).toHaveText('Sam');

  const files = ['people.json', 'ledger.sqlite', 'ledger.sqlite-wal'].map((name) =>
    readFileSync(path.join(counter.dataDir, name), 'latin1'),
  );
  for (const { pin } of [OLA, SAM]) for (const text of [...files, till.output()]) expect(text).not.toContain(pin);
});

test('a payment goes on behind a lock: its screen stays, its scan is charged, and acts ask who is there', async ({ counter }) => {
  const { till, gateway } = counter;
  await openHouse(till);
  await till.keys.type('4250');
  await till.keys.press('Return', 'ctrl+l');
  await expect(till.page.getByTestId('lock-bar')).toBeVisible();
  await picture(till.page, 'lock-beside-sale');
  await till.keys.scan(await gateway.mintCode({ behaviour: 'ask' }));
  await expect(till.page.getByTestId('stage')).toHaveAttribute('data-face', 'waiting');
  await picture(till.page, 'lock-beside-payment');
  await till.keys.press('F4');
  await expect(till.page.getByTestId('cancel-dialog')).toHaveCount(0);

  await answer(till, SAM);
  await expect(till.page.getByTestId('at-the-till')).toHaveText('Sam');
  await expect(till.page.getByTestId('stage')).toHaveAttribute('data-face', 'waiting');
  await till.keys.press('F4');
  await tabTo(till.page, till.keys, 'confirm-yes');
  await till.keys.press('Return');
  await expect(till.page.getByTestId('stage')).toHaveAttribute('data-face', 'cancelled', { timeout: 15_000 });
});

test('a small refund is the cashier’s, a large one needs somebody else, and nobody agrees to their own', async ({ counter }) => {
  const { till } = counter;
  await openHouse(till);
  await pay(counter, '9000');

  await till.keys.press('F3');
  await till.page.getByTestId('refund-amount').waitFor();
  await till.keys.press('ctrl+a');
  await till.keys.type('4.00');
  await expect(till.page.getByTestId('refund-needs')).toContainText('Within the rules');
  await expect(till.page.getByTestId('refund-submit')).toBeDisabled();
  await till.keys.press('Tab');
  await till.keys.type('one item returned', HAND_MS);
  await till.keys.press('Return');
  await expect.poll(async () => (await counter.onlyPayment()).refundedMinor).toBe(400);

  await till.keys.press('F3');
  await till.page.getByTestId('refund-amount').waitFor();
  await till.keys.press('ctrl+a');
  await till.keys.type('60.00');
  await expect(till.page.getByTestId('refund-needs')).toContainText('A second person has to agree');
  await till.keys.press('Tab');
  await till.keys.type('all of it returned', HAND_MS);
  await picture(till.page, 'refund-needs-second');
  await till.keys.press('Return');
  await expect(till.page.getByTestId('asking-wish')).toContainText('60.00 SGD');
  await picture(till.page, 'approval');
  await till.keys.type(MEI.number);
  await till.keys.press('Return');
  await expect(till.page.getByTestId('asking-fault')).toHaveAttribute('data-fault', 'own-wish');
  await till.keys.press('Escape');
  await expect(till.page.getByTestId('refund-error')).toContainText('No second person agreed');
  expect((await counter.onlyPayment()).refundedMinor).toBe(400);

  await till.keys.press('Return');
  await answer(till, SAM);
  await expect.poll(async () => (await counter.onlyPayment()).refundedMinor).toBe(6_400);
  await expect(till.page.getByTestId('at-the-till')).toHaveText('Mei');
});

test('a badge signs in, and the owner’s phone agrees without any network, to that amount and once', async ({ counter }) => {
  const { till, dataDir } = counter;
  await openHouse(till);
  await switchTo(till, OLA);
  await openPeople(till);
  const saved = path.join(dataDir, 'approve.html');
  await till.app.evaluate(({ dialog }, file) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: file });
  }, saved);
  await tabTo(till.page, till.keys, 'person-row-1');
  await till.keys.press('Return');
  await picture(till.page, 'person');
  await tabTo(till.page, till.keys, 'person-phone');
  await till.keys.press('Return');
  await expect(till.page.getByTestId('phone-hint')).toContainText('Saved');
  await tabTo(till.page, till.keys, 'person-badge');
  await till.keys.press('Return');
  await till.page.getByTestId('asking').waitFor();
  await till.keys.scan('8412345678901234');
  await till.page.getByTestId('asking').waitFor({ state: 'detached' });
  await till.keys.press('Escape');

  await switchTo(till, MEI);
  await pay(counter, '9000');
  await till.keys.press('F3');
  await till.page.getByTestId('refund-amount').waitFor();
  await till.keys.press('ctrl+a');
  await till.keys.type('80.00');
  await till.keys.press('Tab');
  await till.keys.type('wrong size', HAND_MS);
  await till.keys.press('Return');
  await till.page.getByTestId('asking-wish').waitFor();
  await till.keys.press('F8');
  const challenge = (await till.page.getByTestId('asking-challenge').textContent())?.replace(/\D/g, '') ?? '';
  await picture(till.page, 'approval-by-phone');
  await till.keys.type(await phoneSays(counter, saved, '8.00', challenge), HAND_MS);
  await till.keys.press('Return');
  await expect(till.page.getByTestId('asking-fault')).toHaveAttribute('data-fault', 'wrong');
  await till.keys.type(await phoneSays(counter, saved, '80.00', challenge), HAND_MS);
  await till.keys.press('Return');
  await expect.poll(async () => (await counter.onlyPayment()).refundedMinor).toBe(8_000);

  await till.keys.press('F12');
  await till.keys.scan('8412345678901234');
  await expect(till.page.getByTestId('at-the-till')).toHaveText('Ola');
});

/** What the saved page answers in a browser of its own. */
async function phoneSays({ till }: CounterWorld, file: string, amount: string, challenge: string): Promise<string> {
  const code = await till.app.evaluate(
    async ({ BrowserWindow }, { file: page, amount: typed, challenge: digits }) => {
      const window = new BrowserWindow({ show: false, webPreferences: { sandbox: true } });
      await window.loadFile(page);
      const script = `for (const [id, value] of ${JSON.stringify([
        ['amount', typed],
        ['challenge', digits],
      ])}) {
        const field = document.getElementById(id);
        field.value = value;
        field.dispatchEvent(new Event('input'));
      }
      document.getElementById('code').textContent`;
      const code = (await window.webContents.executeJavaScript(script)) as string;
      window.destroy();
      return code.replace(/\D/g, '');
    },
    { file, amount, challenge },
  );
  // The phone's window may have taken the keyboard with it.
  await till.keys.focus();
  return code;
}

test('an owner who forgot the PIN comes back by the command line, which leaves a mark', async ({ counter }) => {
  await openPeople(counter.till);
  await addPerson(counter.till, OLA, 0);
  await counter.till.close();
  const till = await counter.restart({}, ['--reset-owner-pin']);
  await till.page.getByTestId('lock').waitFor();
  await till.keys.type(OLA.number);
  await expect(till.page.getByTestId('asking-lead')).toContainText('Choose a PIN');
  await till.keys.type('937462');
  await till.keys.press('Return');
  await expect(till.page.getByTestId('asking-lead')).toContainText('once more');
  await till.keys.type('937462');
  await till.keys.press('Return');
  await expect(till.page.getByTestId('at-the-till')).toHaveText('Ola');
  await openPeople(till);
  await expect(till.page.getByTestId('owner-resets')).toContainText('by the user');
});

test('the owner changes the rules, which are in force at once and stand in the ledger; a cashier cannot: keyboard only', async ({
  counter,
}) => {
  const { till } = counter;
  await openHouse(till);
  await openPeople(till);
  await expect(till.page.getByTestId('rules-change')).toHaveCount(0);
  await till.keys.press('Escape');
  await switchTo(till, OLA);
  await openPeople(till);
  await tabTo(till.page, till.keys, 'rules-change');
  await till.keys.press('Return');
  await till.page.getByTestId('rules-dialog').waitFor();
  await till.keys.press('ctrl+a');
  await till.keys.type('20.001');
  await expect(till.page.getByTestId('rules-save')).toBeDisabled();
  await picture(till.page, 'rules-wrong');
  await till.keys.press('BackSpace');
  await picture(till.page, 'rules');
  await till.keys.press('Return');
  await till.page.getByTestId('rules-dialog').waitFor({ state: 'detached' });
  await expect(till.page.getByTestId('people')).toContainText('20.00 SGD');
  await till.keys.press('Escape');
  await switchTo(till, MEI);
  await pay(counter, '4250');
  await till.keys.press('F3');
  await till.page.getByTestId('refund-amount').waitFor();
  await till.keys.press('ctrl+a');
  await till.keys.type('30.00');
  await expect(till.page.getByTestId('refund-needs')).toContainText('A second person has to agree');
  await till.keys.press('Escape');
  const ledger = new DatabaseSync(path.join(counter.dataDir, 'ledger.sqlite'), { readOnly: true });
  const rows = ledger.prepare("SELECT actor, body FROM events WHERE type = 'rules-changed'").all();
  ledger.close();
  expect(rows).toHaveLength(1);
  expect(JSON.stringify(rows)).toContain('Ola');
});
