import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import type { Draft } from '../../../core/registration/draft.ts';
import { createDigestFiles } from '../../../main/kept/digest-files.ts';
import { createDrafts, type Drafts } from '../../../main/registration/drafts.ts';

const EMPTY: Draft = { products: ['IN_STORE_PAYMENT'], values: {}, papers: [] };

function openDrafts(): { readonly drafts: Drafts; readonly file: string; readonly papers: string } {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'paydesk-drafts-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  const [file, papers] = [path.join(folder, 'drafts.json'), path.join(folder, 'papers')];
  let serial = 0;
  const parts = { file, papers: createDigestFiles(papers), newId: () => `d${String((serial += 1))}`, nowMs: () => serial };
  return { drafts: createDrafts(parts), file, papers };
}

const paper = (content: string) =>
  ({ type: 'OTHER_MATERIAL', name: 'a.pdf', contentType: 'application/pdf', content: Buffer.from(content) }) as const;

it('two changes at once are both kept', async () => {
  const { drafts } = openDrafts();
  const draftId = await drafts.add(EMPTY);
  await Promise.all([
    drafts.save(draftId, { products: ['CASHIER_PAYMENT'], values: { 'storeInfo.storeName': 'Lane' } }),
    drafts.attach(draftId, paper('one')),
  ]);
  expect((await drafts.find(draftId))?.draft).toMatchObject({
    products: ['CASHIER_PAYMENT'],
    values: { 'storeInfo.storeName': 'Lane' },
    papers: [{ name: 'a.pdf', bytes: 3 }],
  });
});

it('a file that cannot be read is put aside and never written over', async () => {
  const { drafts, file } = openDrafts();
  writeFileSync(file, '[{"draftId": 7}]');
  expect(await drafts.list()).toEqual([]);
  await drafts.add(EMPTY);
  expect(existsSync(`${file}.unreadable`)).toBe(true);
  expect(await drafts.list()).toHaveLength(1);
});

it('the bytes of a paper go once no form needs them', async () => {
  const { drafts, papers } = openDrafts();
  const [first, second] = [await drafts.add(EMPTY), await drafts.add(EMPTY)];
  await drafts.attach(first, paper('same'));
  await drafts.attach(second, paper('same'));
  await drafts.remove(first);
  expect(readdirSync(papers)).toHaveLength(1);
  const sha256 = (await drafts.find(second))?.draft.papers[0]?.sha256 ?? '';
  expect(await drafts.detach(second, sha256)).toBe(true);
  expect(readdirSync(papers)).toHaveLength(0);
  expect(await drafts.remove('nobody')).toBe(false);
});
