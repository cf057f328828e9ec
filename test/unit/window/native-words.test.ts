import { expect, it } from 'vitest';
import { LANGUAGES } from '../../../core/contract/display.ts';
import { NATIVE_WORDS, nothingChanged, notStarted } from '../../../main/window/native-words.ts';

it('a window of the system speaks every language of the pages, each in words of its own', () => {
  expect(Object.keys(NATIVE_WORDS).sort()).toEqual([...LANGUAGES].sort());
  const english = Object.values(NATIVE_WORDS.en);
  for (const [language, words] of Object.entries(NATIVE_WORDS)) {
    const own = Object.values(words);
    expect(
      own.every((text) => text.trim() !== ''),
      language,
    ).toBe(true);
    if (language !== 'en')
      expect(
        own.filter((text) => english.includes(text)),
        language,
      ).toEqual([]);
  }
});

it('what went wrong and the folder stand as they are behind the words', () => {
  expect(nothingChanged(NATIVE_WORDS.de, 'ENOSPC')).toEqual({
    title: 'Paydesk: nichts wurde geändert',
    text: 'Die Zahlungsaufzeichnungen sind, wie sie waren. Paydesk startet jetzt neu.\n\nGrund: ENOSPC',
  });
  expect(notStarted(NATIVE_WORDS.ja, 'EACCES', '/data').text).toBe(
    '支払いは何も変更されていません。\n\n理由: EACCES\n\nデータフォルダー: /data',
  );
});
