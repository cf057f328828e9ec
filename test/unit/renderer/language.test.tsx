// @vitest-environment happy-dom
import { act, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { DEFAULT_DISPLAY } from '../../../core/contract/display.ts';
import { speak } from '../../../renderer/state/language.ts';
import { complete, missingIn } from '../../../renderer/words/complete.ts';
import { en } from '../../../renderer/words/en.ts';
import { sentencesIn } from '../../../renderer/words/sentences.ts';
import { closePage, openPage } from '../../builders/page.tsx';
import { ANSWERS } from '../../scenes/answers.ts';
import { aSnapshot } from '../../builders/snapshot.ts';
import { goTo } from '../../../renderer/state/view-store.ts';

afterEach(closePage);

describe('a language', () => {
  it('that lacks a text says it in English, and the rest in its own words', () => {
    const words = complete({ keys: { help: 'Hilfe' } });
    expect(words.keys.help).toBe('Hilfe');
    expect(words.keys.search).toBe(en.keys.search);
    expect(words.stage.codeDigits(2)).toBe('2 digits');
  });

  it('is told which texts it lacks', () => {
    const lacks = missingIn({ keys: { help: 'Hilfe' } });
    expect(lacks).not.toContain('keys.help');
    expect(lacks).toContain('keys.search');
    expect(lacks).toContain('help.rows.digits');
    expect(missingIn(en)).toEqual([]);
  });

  it('counts by its own rules', () => {
    const arabic = sentencesIn('ar')('{0, plural, one {دفعة} two {دفعتان} few {# دفعات} many {# دفعة} other {# دفعة}}');
    expect([1, 2, 3, 11, 100].map((count) => arabic(count))).toEqual(['دفعة', 'دفعتان', '3 دفعات', '11 دفعة', '100 دفعة']);
    expect(sentencesIn('de')('{0, plural, one {# Stelle} other {# Stellen}}')(1)).toBe('1 Stelle');
    expect(sentencesIn('de')('{0, number}')(1234.5)).toBe('1.234,5');
  });

  it('that is written from the right keeps a name in Latin letters whole', () => {
    expect(sentencesIn('ar')('طلب {0}')('T2-001044')).toBe('طلب \u2068T2-001044\u2069');
    expect(sentencesIn('de')('Bestellung {0}')('T2-001044')).toBe('Bestellung T2-001044');
  });

  it('takes effect at once, on the screen that is open, with its direction', async () => {
    const page = await openPage(aSnapshot());
    expect(screen.getByTestId('key-F1').textContent).toContain('Help');
    page.push(aSnapshot({ revision: 2, display: { ...DEFAULT_DISPLAY, language: 'en-XA' as 'en', theme: 'dark' } }));
    await screen.findByText('⟦Ĥéļþ··⟧');
    expect(document.documentElement.lang).toBe('en-XA');
    expect(document.documentElement.dataset['theme']).toBe('dark');
    await act(() => speak('ar'));
    expect(document.documentElement.dir).toBe('rtl');
  });

  it('is chosen on the settings page', async () => {
    const page = await openPage(aSnapshot(), {
      'setup.status': { ok: true, value: ANSWERS['setup.status'] },
      'printer.status': { ok: true, value: ANSWERS['printer.status'] },
    });
    await act(async () => {
      goTo({ kind: 'setup' });
      await Promise.resolve();
    });
    const list = screen.getByTestId<HTMLSelectElement>('setup-language');
    expect([...list.options].map(({ text }) => text)).toContain('简体中文');
    act(() => {
      list.value = 'de';
      list.dispatchEvent(new Event('change', { bubbles: true }));
    });
    act(() => {
      screen.getByTestId('choice-contrast').click();
    });
    expect(page.callsOf('display.save')).toEqual([
      { ...DEFAULT_DISPLAY, language: 'de' },
      { ...DEFAULT_DISPLAY, theme: 'contrast' },
    ]);
  });
});
