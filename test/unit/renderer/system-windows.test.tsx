// @vitest-environment happy-dom
import { act, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { openDialog } from '../../../renderer/state/view-store.ts';
import { en } from '../../../renderer/words/en.ts';
import { closePage, openPage } from '../../builders/page.tsx';
import { aSnapshot } from '../../builders/snapshot.ts';

afterEach(closePage);

const press = async (testId: string): Promise<void> => {
  await act(async () => {
    screen.getByTestId(testId).click();
    await Promise.resolve();
  });
};

it('covers the page as long as a window of the system hears the scanner in its place', async () => {
  const page = await openPage(aSnapshot({ isAside: true }));
  expect(screen.getByTestId('aside').textContent).toContain(en.notice.kind['counter-aside'].now);
  page.push(aSnapshot({ revision: 2 }));
  expect(screen.queryByTestId('aside')).toBeNull();
});

it('a key file is chosen by main, and goes in with the password of the file', async () => {
  const file = { name: 'shop.p12', contentType: '', bytes: 3, base64: 'AQID' };
  const chosen: object[] = [{ file: null }, { file }];
  const page = await openPage(aSnapshot(), { 'files.choose': () => ({ ok: true, value: chosen.shift() }) });
  act(() => {
    openDialog({ kind: 'import-key' });
  });
  await press('choice-pkcs12');
  await press('import-key-file');
  expect(screen.getByTestId<HTMLButtonElement>('import-key-yes').disabled).toBe(true);
  await press('import-key-file');
  expect(screen.getByTestId('import-key-dialog').textContent).toContain('shop.p12');
  await press('import-key-yes');
  expect(page.callsOf('files.choose')).toEqual([{ what: 'key' }, { what: 'key' }]);
  expect(page.callsOf('setup.import-key')).toEqual([{ format: 'pkcs12', content: 'AQID', passphrase: null }]);
});

it('what main refused is told where the file was asked for', async () => {
  const refused = { ok: false, code: 'counter-trading', traceId: 't1' };
  await openPage(aSnapshot(), { 'files.choose': refused });
  act(() => {
    openDialog({ kind: 'import-key' });
  });
  await press('choice-pkcs12');
  await press('import-key-file');
  expect(screen.getByTestId('import-key-dialog').textContent).toContain(en.refusal['counter-trading'].now);
});
