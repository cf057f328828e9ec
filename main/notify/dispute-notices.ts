import { claimWords } from '../../core/dispute/rules.ts';
import type { Taken } from '../../core/dispute/desk.ts';
import type { DisputeClaim } from '../../core/dispute/events.ts';
import { ILLEGIBLE, RECEIVED, SEND_AGAIN, type AnswerBody, type Handled, type Handler } from './routes.ts';

/** What claims of wallets need. */
export type DisputeNoticesParts = {
  /** Reads a verified body; null when it is illegible. */
  readonly read: (body: Buffer) => DisputeClaim | null;
  /** Judges and writes it; what resolves with `new` would survive a power cut. */
  readonly claim: (claim: DisputeClaim) => Promise<Taken>;
};

/**
 * Takes `initiateRetrieval` and `initiateEscalation`: written first, acknowledged after. A repeat is acknowledged and changes
 * nothing; the same id with other content is `REPEAT_REQ_INCONSISTENT`, which is documented. The codes for a payment that is not
 * known and for a claim beyond the limits are assumed.
 * https://docs.alipayplus.com/alipayplus/alipayplus/api_acq/initiate_retrieval
 */
export function disputeNotices({ read, claim }: DisputeNoticesParts): Handler {
  return async (body) => {
    const message = read(body);
    if (message === null) return { answer: ILLEGIBLE, alarm: 'illegible', about: null };
    return handledOf(await claim(message), message.disputedPaymentId);
  };
}

function handledOf({ claimed, most }: Taken, about: string): Handled {
  switch (claimed) {
    case 'new':
    case 'again':
      return { answer: RECEIVED, alarm: null, about };
    case 'not-durable':
      return { answer: SEND_AGAIN, alarm: 'not-durable', about };
    case 'inconsistent':
      return { answer: refusal('REPEAT_REQ_INCONSISTENT', claimWords(claimed, most)), alarm: null, about };
    case 'unknown-payment':
      return { answer: refusal('ORDER_NOT_EXIST', claimWords(claimed, most)), alarm: 'unknown-payment', about };
    case 'not-paid':
    case 'amount-too-high':
    case 'too-many':
    case 'one-is-open':
    case 'too-late':
      return { answer: refusal('PROCESS_FAIL', claimWords(claimed, most)), alarm: null, about };
  }
}

const refusal = (resultCode: string, resultMessage: string): AnswerBody => ({
  result: { resultCode, resultStatus: 'F', resultMessage },
});
