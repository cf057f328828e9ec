/**
 * Every API of the integration overview of User-presented Mode, with the tests that exercise it over the signed wire: once with the
 * outcome that is hoped for, once with the other. A test is named as its file and its full title (`describe` titles first).
 *
 * @typedef {object} ApiRow
 * @property {string} api
 * @property {'out' | 'in'} direction `in`: Alipay+ calls the acquirer
 * @property {string} path of Alipay+, or for `in` the last part of ours
 * @property {TestName | null} good
 * @property {TestName | null} bad
 *
 * @typedef {readonly [file: string, title: string]} TestName
 */

const CLIENT = 'test/contract/gateway-simulator.test.ts';
const PORT = 'the Alipay+ client at the simulator honours GatewayPort';
const NOTIFY = 'test/integration/notify.test.ts';
const DISPUTES = 'test/integration/disputes.test.ts';
const REGISTRATION = 'test/integration/registration.test.ts';
const CUSTOMS = 'test/integration/customs.test.ts';

/** @type {readonly ApiRow[]} */
export const API_TABLE = [
  {
    api: 'pay',
    direction: 'out',
    path: '/aps/api/v1/payments/pay',
    good: [CLIENT, `${PORT} a paid payment names its amount and its id`],
    bad: [CLIENT, `${PORT} a refusal carries its code and is final`],
  },
  {
    api: 'inquiryPayment',
    direction: 'out',
    path: '/aps/api/v1/payments/inquiryPayment',
    good: [CLIENT, `${PORT} a payment that waits is in process until the customer approves`],
    bad: [CLIENT, `${PORT} an id nobody heard of does not exist, and says nothing about a payment`],
  },
  {
    api: 'notifyPayment',
    direction: 'in',
    path: 'notifyPayment',
    good: [NOTIFY, 'a counter that hears Alipay+ ends a payment with the notification, sooner than by asking, and asks no more'],
    bad: [
      NOTIFY,
      'a counter that hears Alipay+ ends a payment that came to nothing with the notification, and acknowledges that as well',
    ],
  },
  {
    api: 'cancelPayment',
    direction: 'out',
    path: '/aps/api/v1/payments/cancelPayment',
    good: [CLIENT, `${PORT} a paid payment can be cancelled`],
    bad: [CLIENT, 'a cancel after the cut-off is refused with its code, and the payment stays paid'],
  },
  {
    api: 'refund',
    direction: 'out',
    path: '/aps/api/v1/payments/refund',
    good: [CLIENT, `${PORT} refunds come out of the payment and never exceed it`],
    bad: [CLIENT, `${PORT} a repeated refund is one refund, and with another amount it is refused`],
  },
  {
    api: 'registration',
    direction: 'out',
    path: '/aps/api/v1/merchants/registration',
    good: [REGISTRATION, 'registration that is taken is pending until the wallets have decided, and each says so by itself'],
    bad: [REGISTRATION, 'registration that Alipay+ refuses is told with its code, and another form may be sent at once'],
  },
  {
    api: 'inquiryRegistrationStatus',
    direction: 'out',
    path: '/aps/api/v1/merchants/inquiryRegistrationStatus',
    good: [
      REGISTRATION,
      'inquiryRegistrationStatus tells which wallet rejects and why, also with no listener and after a restart',
    ],
    bad: [
      REGISTRATION,
      'inquiryRegistrationStatus of a merchant that Alipay+ does not know warns before a payment fails for it, and no longer once a wallet approved',
    ],
  },
  {
    api: 'notifyRegistrationStatus',
    direction: 'in',
    path: 'notifyRegistrationStatus',
    good: [REGISTRATION, 'registration that is taken is pending until the wallets have decided, and each says so by itself'],
    bad: [
      REGISTRATION,
      'notifyRegistrationStatus of a merchant that this counter never registered is refused over the wire: REGISTRATION_STATUS_ABNORMAL',
    ],
  },
  {
    api: 'initiateRetrieval',
    direction: 'in',
    path: 'initiateRetrieval',
    good: [DISPUTES, 'initiateRetrieval is durable before it is acknowledged, has a deadline, and a repeat changes nothing'],
    bad: [DISPUTES, 'initiateRetrieval is refused where it is inconsistent, unknown, or one is open'],
  },
  {
    api: 'responseRetrieval',
    direction: 'out',
    path: '/aps/api/v1/disputes/responseRetrieval',
    good: [DISPUTES, 'responseRetrieval answers 0001, 0002 and 0003; what is sent carries the receipt and the signed timeline'],
    bad: [DISPUTES, 'responseRetrieval that Alipay+ refuses is no answer, and another one may be given'],
  },
  {
    api: 'initiateEscalation',
    direction: 'in',
    path: 'initiateEscalation',
    // Taken, and refused beyond what was paid, in one test.
    good: [DISPUTES, 'initiateEscalation is taken up to what was paid, over the control page too, and refused beyond it'],
    bad: [DISPUTES, 'initiateEscalation is taken up to what was paid, over the control page too, and refused beyond it'],
  },
  {
    api: 'responseEscalation',
    direction: 'out',
    path: '/aps/api/v1/disputes/responseEscalation',
    good: [DISPUTES, 'responseEscalation accepted in part owes a refund until the refund is made'],
    bad: [DISPUTES, 'responseEscalation refused owes nothing, and Alipay+ may refuse the answer'],
  },
  {
    api: 'declare',
    direction: 'out',
    path: '/aps/api/v1/customs/declare',
    good: [
      CUSTOMS,
      'declare of a whole payment is taken once, checks that buyer and payer are one person, and customs accepts it later',
    ],
    bad: [CUSTOMS, 'declare that Alipay+ refuses is told with its code and leaves everything to declare'],
  },
  {
    api: 'inquireDeclarationRequests',
    direction: 'out',
    path: '/aps/api/v1/customs/inquireDeclarationRequests',
    good: [CUSTOMS, 'inquireDeclarationRequests asks about eleven declarations in two calls of at most ten'],
    bad: [
      CUSTOMS,
      'inquireDeclarationRequests tells that customs refused, so that the amount can be declared again; an answer that fails changes nothing',
    ],
  },
];
