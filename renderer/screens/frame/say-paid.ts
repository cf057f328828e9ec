import type { PaymentView, Snapshot } from '../../api/types.ts';
import { spokenNow } from '../../state/language.ts';
import { sayMoney } from '../wording/money.ts';
import { markText } from '../wording/mark.ts';

/** Has the PC's own voice say that an amount was paid, and the shift's mark; a PC without a voice stays silent. */
export function sayPaid({ amount }: PaymentView, { shift, display: { volume } }: Snapshot): void {
  if (!('speechSynthesis' in globalThis) || volume === 0) return;
  const { words, language } = spokenNow();
  const mark = shift === null ? [] : [markText(words, shift.mark)];
  const said = new SpeechSynthesisUtterance([`${words.face.paid.word}: ${sayMoney(amount)}`, ...mark].join('. '));
  said.lang = language;
  said.volume = volume / 100;
  // The newest result is the one that matters; an older one still being spoken would mislead.
  speechSynthesis.cancel();
  speechSynthesis.speak(said);
}
