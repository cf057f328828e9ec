import type { AlipayPlusFamily, ForeignFamily, Notice } from '../../api/types.ts';
import type { Advice, Words } from '../../words/shape.ts';
import { isKeyOf } from './advice.ts';

/** The three parts of a notice. What the owner wrote for a refused code takes the place of our own "what now". */
export function noticeOf(words: Words, notice: Notice): Advice {
  const kinds: Readonly<Record<Notice['kind'], Advice>> = words.notice.kind;
  const base = kinds[notice.kind];
  return {
    happened: notice.kind === 'code-refused' ? familyName(words, notice.family) ?? base.happened : base.happened,
    money: base.money,
    now: notice.advice ?? refusedNow(words, notice.code) ?? base.now,
  };
}

function familyName(words: Words, family: string | null): string | null {
  const families: Readonly<Record<ForeignFamily | AlipayPlusFamily, string>> = words.notice.foreign;
  return family !== null && isKeyOf(families, family) ? families[family] : null;
}

/** A ledger or keychain code says more about what to do than the notice's kind does. */
function refusedNow(words: Words, code: string | null): string | null {
  return code !== null && isKeyOf(words.refusal, code) ? words.refusal[code].now : null;
}
