import type { AlipayPlusFamily, ForeignFamily, Notice } from '../../api/types.ts';
import type { Advice, Words } from '../../words/shape.ts';
import { isKeyOf } from './advice.ts';

/** The three parts of a notice. A refused code gets the advice for its family; the owner's own words take the place of our "what now". */
export function noticeOf(words: Words, notice: Notice): Advice {
  const kinds: Readonly<Record<Notice['kind'], Advice>> = words.notice.kind;
  const base = causeOf(words, notice) ?? kinds[notice.kind];
  const family = notice.kind === 'code-refused' ? familyAdvice(words, notice.family) : null;
  return {
    happened: family?.happened ?? base.happened,
    money: base.money,
    now: (isKeptAside(notice) ? null : notice.advice) ?? family?.now ?? base.now,
  };
}

/** The small print: a code for whoever helps on the phone, and where a file was kept; null when there is neither. */
export function noticeSmall(words: Words, notice: Notice): string | null {
  const kept = isKeptAside(notice) && notice.advice !== null ? words.notice.keptAside(notice.advice) : null;
  return kept ?? notice.code;
}

/** Its `advice` is the path of the copy, not words of the owner. */
const isKeptAside = ({ kind }: Notice): boolean => kind === 'settings-kept-aside';

type FamilyAdvice = Pick<Advice, 'happened' | 'now'>;

function familyAdvice(words: Words, family: string | null): FamilyAdvice | null {
  const families: Readonly<Record<ForeignFamily | AlipayPlusFamily, FamilyAdvice>> = words.notice.foreign;
  return family !== null && isKeyOf(families, family) ? families[family] : null;
}

/** A ledger or keychain code says more about what happened and what to do than the notice's kind does. */
function causeOf(words: Words, notice: Notice): Advice | null {
  const { code } = notice;
  if (code === null || isKeptAside(notice)) return null;
  if (notice.kind === 'not-set-up' && isKeyOf(words.notice.notReady, code)) return words.notice.notReady[code];
  return isKeyOf(words.refusal, code) ? words.refusal[code] : null;
}
