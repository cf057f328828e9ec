import type { NotifyAlarm } from '../../core/contract/notify.ts';

/** What is answered to a verified message; it says whether Alipay+ has to send it again, and nothing about the money. */
export type AnswerBody = {
  readonly result: { readonly resultCode: string; readonly resultStatus: 'S' | 'F' | 'U'; readonly resultMessage: string };
};

/** What became of a verified message. */
export type Handled = {
  readonly answer: AnswerBody;
  /** Something a person has to look into; null when all is well. */
  readonly alarm: NotifyAlarm | null;
  /** Which payment it was about, for the log. */
  readonly about: string | null;
};

/** Takes a message whose signature verified. What it rejects with is answered "send it again". */
export type Handler = (body: Buffer, requestTimeMs: number) => Promise<Handled>;

/** Handlers by the last word of their path, which is the API's own name. One more message: one more entry. */
export type Routes = Readonly<Record<string, Handler>>;

/** Taken, for good: Alipay+ need not send it again. https://docs.alipayplus.com/alipayplus/alipayplus/api_acq/notify_payment */
export const RECEIVED: AnswerBody = { result: { resultCode: 'SUCCESS', resultStatus: 'S', resultMessage: 'success' } };

/** Not taken: anything but S makes Alipay+ send it again. */
export const SEND_AGAIN: AnswerBody = {
  result: { resultCode: 'UNKNOWN_EXCEPTION', resultStatus: 'U', resultMessage: 'The message could not be stored yet.' },
};

/** Verified, but nothing that could be read. */
export const ILLEGIBLE: AnswerBody = {
  result: { resultCode: 'PARAM_ILLEGAL', resultStatus: 'F', resultMessage: 'Illegal parameters exist.' },
};
