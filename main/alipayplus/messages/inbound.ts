/** Everything that Alipay+ may send by itself, loaded together when somebody listens. */
export { readInitiateEscalation, readInitiateRetrieval } from './disputes.ts';
export { readNotifyPayment } from './notify-payment.ts';
export { readNotifyRegistration } from './registration.ts';
