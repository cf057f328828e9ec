import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DEFAULT_DISPLAY } from '../../../core/contract/display.ts';
import { displayStore, systemLanguage } from '../../../main/settings/display.ts';
import type { PcStorePlace } from '../../../main/settings/pc-store.ts';

let folder = '';
let kept: Record<string, unknown> = {};
let isFull = false;

const openStore: PcStorePlace['openStore'] = ({ cwd, name }) => ({
  path: path.join(cwd, `${name}.json`),
  get store() {
    return kept;
  },
  set store(next) {
    if (isFull) throw new Error('ENOSPC');
    kept = next;
  },
});

const opened = (systemLanguages: readonly string[] = []) => displayStore({ folder, openStore, systemLanguages });

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'paydesk-display-'));
  [kept, isFull] = [{}, false];
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

describe('what this PC shows Paydesk like', () => {
  it('begins in the PC’s own language and look', () => {
    expect(opened(['zh-TW', 'en-US']).read()).toEqual({ ...DEFAULT_DISPLAY, language: 'zh-Hant' });
  });

  it('is kept over a restart, and the PC’s language does not take it back', () => {
    const chosen = { language: 'th', theme: 'dark', volume: 0, saysAmount: true } as const;
    expect(opened().write(chosen)).toBe(true);
    expect(opened(['de']).read()).toEqual(chosen);
  });

  it('holds until the end of the day where the disk refuses it, and says so', () => {
    isFull = true;
    const display = opened();
    expect(display.write({ ...DEFAULT_DISPLAY, language: 'ar' })).toBe(false);
    expect(display.read().language).toBe('ar');
  });

  it('never stops a start: what cannot be read is chosen anew, what can be stays', () => {
    kept = { language: 'klingon', theme: 'dark', volume: 1_000, more: 1 };
    expect(opened(['fr-CA']).read()).toEqual({ ...DEFAULT_DISPLAY, language: 'fr', theme: 'dark' });
    kept = { theme: 'contrast' };
    expect(opened(['it']).read()).toEqual({ ...DEFAULT_DISPLAY, language: 'it', theme: 'contrast' });
  });

  it.each([
    [['zh-CN'], 'zh-Hans'],
    [['zh'], 'zh-Hans'],
    [['zh-Hant-TW'], 'zh-Hant'],
    [['zh-HK'], 'zh-Hant'],
    [['de-AT'], 'de'],
    [['pt-BR', 'es-419'], 'es'],
    [['pt-BR'], 'en'],
    [[], 'en'],
  ])('takes %j of a PC for %s', (tags, language) => {
    expect(systemLanguage(tags)).toBe(language);
  });
});
