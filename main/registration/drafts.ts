import { mkdir, readFile, rename } from 'node:fs/promises';
import path from 'node:path';
import { createTurns } from '../../core/payment/turns.ts';
import type { Draft, DraftPaper } from '../../core/registration/draft.ts';
import { readDraft } from '../../core/registration/read-draft.ts';
import { syncFolder, writeSynced, type DigestFiles } from '../kept/digest-files.ts';

/** A form that is being filled in. */
export type SavedDraft = { readonly draftId: string; readonly changedAtMs: number; readonly draft: Draft };

/** What a paper is called and how it begins; its bytes are kept beside it. */
export type NewPaper = Pick<DraftPaper, 'type' | 'name' | 'contentType'> & { readonly content: Buffer };

/** The drafts of this PC. Everything that changes one is durable when it resolves and rejects when the disk refuses. */
export type Drafts = {
  readonly list: () => Promise<readonly SavedDraft[]>;
  readonly find: (draftId: string) => Promise<SavedDraft | null>;
  readonly add: (draft: Draft) => Promise<string>;
  /** Products and values as they are now; papers stay. False when there is no such draft. */
  readonly save: (draftId: string, filled: Pick<Draft, 'products' | 'values'>) => Promise<boolean>;
  readonly attach: (draftId: string, paper: NewPaper) => Promise<boolean>;
  readonly detach: (draftId: string, sha256: string) => Promise<boolean>;
  readonly remove: (draftId: string) => Promise<boolean>;
};

/** What drafts are kept with. */
export type DraftParts = {
  readonly file: string;
  readonly papers: DigestFiles;
  readonly newId: () => string;
  readonly nowMs: () => number;
};

/** Drafts in one file; acts come one after another, so that no change is written over by another. */
export function createDrafts(parts: DraftParts): Drafts {
  const inTurn = createTurns();
  const change = (draftId: string, next: (draft: Draft) => Draft | null): Promise<boolean> =>
    inTurn(async () => {
      const all = await load(parts);
      const found = all.find((saved) => saved.draftId === draftId);
      if (found === undefined) return false;
      const draft = next(found.draft);
      const others = all.filter((saved) => saved !== found);
      const kept = draft === null ? others : [...others, { draftId, changedAtMs: parts.nowMs(), draft }];
      await store(parts, kept);
      await dropUnused(parts, found.draft, kept);
      return true;
    });
  return {
    list: () => inTurn(() => load(parts)),
    find: async (draftId) => (await inTurn(() => load(parts))).find((saved) => saved.draftId === draftId) ?? null,
    add: (draft) =>
      inTurn(async () => {
        const draftId = parts.newId();
        await store(parts, [...(await load(parts)), { draftId, changedAtMs: parts.nowMs(), draft }]);
        return draftId;
      }),
    save: (draftId, filled) => change(draftId, (draft) => ({ ...draft, ...filled })),
    attach: async (draftId, { content, ...paper }) => {
      const sha256 = await parts.papers.keep(content);
      return change(draftId, (draft) => ({
        ...draft,
        papers: [...draft.papers.filter((other) => other.sha256 !== sha256), { ...paper, bytes: content.length, sha256 }],
      }));
    },
    detach: (draftId, sha256) =>
      change(draftId, (draft) => ({ ...draft, papers: draft.papers.filter((paper) => paper.sha256 !== sha256) })),
    remove: (draftId) => change(draftId, () => null),
  };
}

async function load({ file }: DraftParts): Promise<readonly SavedDraft[]> {
  const text = await readFile(file, 'utf8').catch(() => null);
  if (text === null) return [];
  const all = parse(text);
  // What cannot be read may hold an hour of somebody's typing, so it is put aside and not written over.
  if (all === null) await rename(file, `${file}.unreadable`).catch(() => undefined);
  return all ?? [];
}

function parse(text: string): readonly SavedDraft[] | null {
  try {
    const value: unknown = JSON.parse(text);
    if (!Array.isArray(value)) return null;
    const all = value.map(readSaved);
    return all.includes(null) ? null : all.filter((saved) => saved !== null);
  } catch {
    return null;
  }
}

function readSaved(value: unknown): SavedDraft | null {
  if (typeof value !== 'object' || value === null) return null;
  const draftId: unknown = Reflect.get(value, 'draftId');
  const changedAtMs: unknown = Reflect.get(value, 'changedAtMs');
  const draft = readDraft(Reflect.get(value, 'draft'));
  if (typeof draftId !== 'string' || typeof changedAtMs !== 'number' || draft === null) return null;
  return { draftId, changedAtMs, draft };
}

/** Written beside it and put in its place, so that a power cut leaves the old or the new one. */
async function store({ file }: DraftParts, all: readonly SavedDraft[]): Promise<void> {
  const folder = path.dirname(file);
  await mkdir(folder, { recursive: true });
  await writeSynced(`${file}.new`, Buffer.from(JSON.stringify(all), 'utf8'));
  await rename(`${file}.new`, file);
  await syncFolder(folder);
}

async function dropUnused({ papers }: DraftParts, before: Draft, kept: readonly SavedDraft[]): Promise<void> {
  const used = new Set(kept.flatMap(({ draft }) => draft.papers.map(({ sha256 }) => sha256)));
  for (const { sha256 } of before.papers) if (!used.has(sha256)) await papers.drop(sha256);
}
