import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { addPerson, answer, HAND_MS, OLA, openPeople, tabTo } from '../drive/people.ts';
import { expect, pay, picture, test, type CounterWorld } from './fixtures.ts';

/** Gone with real keys alone: a mouse, a finger or a text without keys fails it. */
test.use({ keysOnly: true });

/** The windows of the system are answered by the test; everything else is done with keys. */
async function answerWindows({ till }: CounterWorld, folder: string, file: string): Promise<void> {
  await till.app.evaluate(
    ({ dialog }, chosen) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen.folder] });
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: chosen.file });
    },
    { folder, file },
  );
}

async function openBooks({ till: { page, keys } }: CounterWorld): Promise<void> {
  await keys.press('F9');
  await page.getByTestId('setup').waitFor();
  await tabTo(page, keys, 'setup-books');
  await keys.press('Return');
  await page.getByTestId('books-deeds').waitFor();
}

/** Types the digits that the second look shows; Paydesk closes, does it, and would start itself anew, which the test does in its place. */
async function goOn(counter: CounterWorld): Promise<readonly string[]> {
  const { till, dataDir } = counter;
  const noted = path.join(dataDir, 'relaunched.json');
  await till.app.evaluate(({ app }, file) => {
    app.relaunch = (options) => {
      process.getBuiltinModule('node:fs').writeFileSync(file, JSON.stringify(options?.args ?? []));
    };
  }, noted);
  const label = await till.page.getByText(/^Type \d{4} to go on$/).textContent();
  const over = till.app.waitForEvent('close');
  await till.keys.type(/\d{4}/.exec(label ?? '')?.[0] ?? '', HAND_MS);
  await till.keys.press('Return');
  await over;
  const again = await counter.restart();
  await again.page.getByTestId('lock').waitFor();
  expect(await counter.invoke('books.page', {})).toMatchObject({ ok: false, code: 'sign-in-needed' });
  await answer(again, OLA);
  await again.page.getByTestId('lock').waitFor({ state: 'detached' });
  return JSON.parse(readFileSync(noted, 'utf8')) as readonly string[];
}

test('the owner exports, copies, restores and erases, each with a row that says so: keyboard only', async ({ counter }) => {
  const [stick, file] = [path.join(counter.dataDir, 'stick'), path.join(counter.dataDir, 'march.csv')];
  mkdirSync(stick);
  await openPeople(counter.till);
  await addPerson(counter.till, OLA, 0);
  await expect(counter.till.page.getByTestId('at-the-till')).toHaveText('Ola');
  await expect(counter.till.page.getByTestId('person-row-1')).toBeVisible();
  // The first Esc may only close a message.
  await expect(async () => {
    await counter.till.keys.press('Escape');
    await expect(counter.till.page.getByTestId('stage')).toHaveAttribute('data-face', 'amount', { timeout: 1_000 });
  }).toPass();
  await counter.till.keys.press('F7');
  await counter.till.page.getByTestId('note-dialog').waitFor();
  await counter.till.keys.type('Mrs Zyxwvut', HAND_MS);
  await counter.till.keys.press('Return');
  await pay(counter, '4250');

  await openBooks(counter);
  await answerWindows(counter, stick, file);
  await tabTo(counter.till.page, counter.till.keys, 'books-folder');
  await counter.till.keys.press('Return');
  await expect(counter.till.page.getByTestId('books')).toContainText(stick);
  await tabTo(counter.till.page, counter.till.keys, 'books-copy');
  await counter.till.keys.press('Return');
  await expect(counter.till.page.getByTestId('books-copied')).toHaveText('Copied.');
  expect(readdirSync(stick).some((name) => name.endsWith('.sqlite'))).toBe(true);
  await tabTo(counter.till.page, counter.till.keys, 'books-export');
  await counter.till.keys.press('Return');
  await expect(counter.till.page.getByTestId('books-exported')).toContainText('1 payment is in');
  expect(readFileSync(file, 'utf8')).toContain('Mrs Zyxwvut');
  await picture(counter.till.page, 'books');
  await counter.till.keys.press('Escape');
  await pay(counter, '990');

  await openBooks(counter);
  await tabTo(counter.till.page, counter.till.keys, 'books-restore');
  await counter.till.keys.press('Return');
  await counter.till.page.getByTestId('restore-dialog').waitFor();
  await picture(counter.till.page, 'books-restore');
  await counter.till.keys.press('Return');
  await expect(counter.till.page.getByTestId('restore-confirm')).toContainText('brought over');
  await picture(counter.till.page, 'books-restore-confirm');
  const words = await goOn(counter);
  expect([words.includes('--data'), words.includes('--provision')]).toEqual([true, false]);
  await expect(counter.till.page.getByTestId('today-taken')).toHaveText('52.40 SGD');

  await openBooks(counter);
  await expect(counter.till.page.getByTestId('books-deeds')).toContainText('A copy was restored');
  await tabTo(counter.till.page, counter.till.keys, 'books-erase');
  await counter.till.keys.press('Return');
  await counter.till.page.getByTestId('erase-before').waitFor();
  await counter.till.keys.type(new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 10), HAND_MS);
  await counter.till.keys.press('Return');
  await expect(counter.till.page.getByTestId('erase-confirm')).toContainText('1 note or reason will be erased');
  await picture(counter.till.page, 'books-erase');
  await goOn(counter);
  await openBooks(counter);
  await expect(counter.till.page.getByTestId('books-deeds')).toContainText('1 note or reason erased');
  await picture(counter.till.page, 'books-after');
  const kept = ['ledger.sqlite', 'ledger.sqlite-wal'].map((name) => path.join(counter.dataDir, name));
  for (const each of kept.filter((name) => existsSync(name))) expect(readFileSync(each, 'latin1')).not.toContain('Zyxwvut');
  expect(await counter.payments()).toHaveLength(2);
});
