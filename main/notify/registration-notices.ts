import type { RegistrationNotice, RegistrationNoticed } from '../../core/registration/desk.ts';
import { ILLEGIBLE, RECEIVED, SEND_AGAIN, type AnswerBody, type Handler } from './routes.ts';

/** What news about registrations needs. */
export type RegistrationNoticesParts = {
  /** Reads a verified body; null when it is illegible. */
  readonly read: (body: Buffer) => Omit<RegistrationNotice, 'requestTimeMs'> | null;
  /** Judges and writes it; what resolves with `written` would survive a power cut. */
  readonly notified: (notice: RegistrationNotice) => Promise<RegistrationNoticed>;
};

/**
 * Takes `notifyRegistrationStatus`: written first, acknowledged after. A merchant or store that this counter knows nothing of is
 * `REGISTRATION_STATUS_ABNORMAL`, which is documented and asks Alipay+ to confirm its data.
 * https://docs.alipayplus.com/alipayplus/alipayplus/api_acq_tile/notify_registration_status
 */
export function registrationNotices({ read, notified }: RegistrationNoticesParts): Handler {
  return async (body, requestTimeMs) => {
    const message = read(body);
    if (message === null) return { answer: ILLEGIBLE, alarm: 'illegible', about: null };
    switch (await notified({ ...message, requestTimeMs })) {
      case 'written':
      case 'unchanged':
        return { answer: RECEIVED, alarm: null, about: null };
      case 'unknown-place':
        return { answer: ABNORMAL, alarm: null, about: null };
      case 'not-durable':
        return { answer: SEND_AGAIN, alarm: 'not-durable', about: null };
    }
  };
}

const ABNORMAL: AnswerBody = {
  result: {
    resultCode: 'REGISTRATION_STATUS_ABNORMAL',
    resultStatus: 'F',
    resultMessage: 'This merchant or store is not known here.',
  },
};
