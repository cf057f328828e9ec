import { describe, expect, it } from 'vitest';
import type { BuyerCertificate, CustomsEvent, Declaration } from '../../../core/customs/events.ts';
import { CUSTOMS_LIMITS } from '../../../core/customs/limits.ts';
import { declarationState, foldCustoms, type DeclarationRecord } from '../../../core/customs/record.ts';
import { declarableOf, declareFault, leftOf } from '../../../core/customs/rules.ts';
import type { JournalEvent } from '../../../core/journal/events.ts';
import { money } from '../../../core/money/money.ts';
import { answered, entriesFor, MAYA, NOT_PAID, PAID_FACTS, recordAfter } from '../../builders/payments.ts';

const CNY_100 = money('CNY', 10_000);
const PAYMENT = recordAfter(answered({ kind: 'paid', facts: { ...PAID_FACTS, customsDeclarationAmount: CNY_100 } }));
const BUYER: BuyerCertificate = { type: 'ID_CARD', number: '310101199001011234', name: '李伟' };

const WHOLE: Declaration = {
  declaredPaymentId: PAYMENT.paymentRequestId,
  customsCode: 'ZONGSHU',
  merchantCustomsCode: '4401960001',
  merchantCustomsName: '海港茶行',
  amount: CNY_100,
  isSplit: false,
  referenceOrderId: null,
};
const part = (amountMinor: number, order: string | null, customsCode = 'ZONGSHU'): Declaration => ({
  ...WHOLE,
  customsCode,
  amount: money('CNY', amountMinor),
  isSplit: true,
  referenceOrderId: order,
});

const declared = (declaration: Declaration, id = 'D1'): CustomsEvent => ({
  type: 'customs-declared',
  ...declaration,
  customsDeclarationRequestId: id,
  hasBuyer: false,
  bodySha256: 'a',
  actor: MAYA,
});
const taken = (id = 'D1'): JournalEvent => ({
  type: 'customs-answered',
  customsDeclarationRequestId: id,
  verdict: {
    kind: 'taken',
    facts: {
      pspPaymentId: null,
      pspDeclarationRequestId: null,
      pspCustomsCode: null,
      clearingChannel: null,
      clearingTransactionId: null,
      identityCheck: null,
    },
  },
});
const refused = (id = 'D1'): JournalEvent => ({
  type: 'customs-answered',
  customsDeclarationRequestId: id,
  verdict: { kind: 'refused', resultCode: 'INVALID_CONTRACT' },
});
const told = (status: string, id = 'D1'): JournalEvent => ({
  type: 'customs-told',
  customsDeclarationRequestId: id,
  word: { status, resultCode: null, resultText: null, pspDeclarationRequestId: null },
});

const recordsAfter = (...events: readonly JournalEvent[]): readonly DeclarationRecord[] => [
  ...foldCustoms(entriesFor(events)).declarations.values(),
];

const faultOf = (declaration: Declaration, buyer: BuyerCertificate | null, ...events: readonly JournalEvent[]) =>
  declareFault(declaration, buyer, {
    payment: PAYMENT,
    declarable: CNY_100,
    records: recordsAfter(...events),
    limits: CUSTOMS_LIMITS,
  });

describe('a declaration', () => {
  it.each([
    ['nothing was asked of customs yet', [], 'sending'],
    ['Alipay+ took it', [taken()], 'waiting'],
    ['Alipay+ refused it', [refused()], 'refused'],
    ['customs has it', [taken(), told('WAITING_FOR_PROCESSING')], 'waiting'],
    ['customs looks at it', [taken(), told('IN_PROCESS')], 'waiting'],
    ['customs accepted it', [taken(), told('CUSTOMS_ACCEPT_SUCCESS')], 'accepted'],
    ['customs refused it', [taken(), told('FAILED')], 'failed'],
    ['customs says what Paydesk does not know', [taken(), told('PARTLY_DONE')], 'waiting'],
  ] as const)('of which %s', (_what, later, state) => {
    const [record] = recordsAfter(declared(WHOLE), ...later);
    if (record === undefined) throw new Error('no record');
    expect(declarationState(record, CUSTOMS_LIMITS)).toBe(state);
  });

  it('whose refusing status the owner has named is refused by customs', () => {
    const [record] = recordsAfter(declared(WHOLE), taken(), told('Customs_Reject'));
    if (record === undefined) throw new Error('no record');
    expect(declarationState(record, { ...CUSTOMS_LIMITS, failedStatuses: ['CUSTOMS_REJECT'] })).toBe('failed');
  });

  it('has one end: what is said after it changes nothing', () => {
    expect(recordsAfter(declared(WHOLE), taken(), refused())[0]?.verdict?.kind).toBe('taken');
    expect(recordsAfter(declared(WHOLE), declared(part(1, 'A')))).toHaveLength(1);
  });

  it.each<[string, Declaration, BuyerCertificate | null, string | null]>([
    ['whole', WHOLE, null, null],
    ['whole, with a buyer', WHOLE, BUYER, null],
    ['a part', part(1, 'A'), null, null],
    ['a part that is everything', part(10_000, 'A'), null, null],
    ['no customs', { ...WHOLE, customsCode: ' ' }, null, 'customs-missing'],
    ['a customs code that is too long', { ...WHOLE, customsCode: 'Z'.repeat(129) }, null, 'customs-missing'],
    ['no merchant', { ...WHOLE, merchantCustomsCode: '' }, null, 'merchant-missing'],
    ['a name with a line break', { ...WHOLE, merchantCustomsName: 'A\nB' }, null, 'merchant-missing'],
    ['nothing', { ...WHOLE, amount: money('CNY', 0) }, null, 'amount-missing'],
    ['one fen too much', { ...WHOLE, amount: money('CNY', 10_001) }, null, 'amount-too-high'],
    ['another currency', { ...WHOLE, amount: money('SGD', 100) }, null, 'amount-too-high'],
    ['whole, but less', { ...WHOLE, amount: money('CNY', 9_999) }, null, 'not-whole'],
    ['a part without its order', part(1, null), null, 'order-missing'],
    ['a buyer without a number', WHOLE, { ...BUYER, number: '' }, 'buyer-incomplete'],
    ['a buyer without a name', WHOLE, { ...BUYER, name: '' }, 'buyer-incomplete'],
  ])('of %s', (_what, declaration, buyer, fault) => {
    expect(faultOf(declaration, buyer)).toBe(fault);
  });

  it.each<[string, Declaration, readonly JournalEvent[], string | null]>([
    ['the same whole one once more', WHOLE, [declared(WHOLE)], 'declared-there'],
    ['the same once more, after Alipay+ refused it', WHOLE, [declared(WHOLE), refused()], null],
    ['the same once more, after customs refused it', WHOLE, [declared(WHOLE), taken(), told('FAILED')], null],
    ['whole at another customs', { ...WHOLE, customsCode: 'NINGBO' }, [declared(WHOLE), taken()], 'amount-too-high'],
    ['a second part that fits', part(4_000, 'B'), [declared(part(6_000, 'A'))], null],
    ['a second part, one fen too much', part(4_001, 'B'), [declared(part(6_000, 'A'))], 'amount-too-high'],
    ['the same order at the same customs', part(1, 'A', 'zongshu'), [declared(part(6_000, 'A'))], 'declared-there'],
    ['the same order at another customs', part(1, 'A', 'NINGBO'), [declared(part(6_000, 'A'))], null],
    ['the whole of it after a part', WHOLE, [declared(part(6_000, 'A'))], 'amount-too-high'],
  ])('of %s', (_what, declaration, events, fault) => {
    expect(faultOf(declaration, null, ...events)).toBe(fault);
  });

  it('needs a payment that is paid and that Alipay+ lets declare', () => {
    const ground = { records: [], limits: CUSTOMS_LIMITS };
    const unpaid = recordAfter(answered(NOT_PAID));
    expect(declareFault(WHOLE, null, { ...ground, payment: unpaid, declarable: CNY_100 })).toBe('not-paid');
    expect(declareFault(WHOLE, null, { ...ground, payment: PAYMENT, declarable: null })).toBe('nothing-declarable');
  });
});

describe('what may be declared', () => {
  const none = new Map<string, typeof CNY_100>();
  const withAmount = (amount: typeof CNY_100 | null) =>
    recordAfter(answered({ kind: 'paid', facts: { ...PAID_FACTS, customsDeclarationAmount: amount } }));

  it('is what Alipay+ told with the payment, or later; nothing where it told nothing, zero, or no CNY', () => {
    expect(declarableOf(PAYMENT, { amounts: none })).toEqual(CNY_100);
    const plain = withAmount(null);
    expect(declarableOf(plain, { amounts: none })).toBeNull();
    expect(declarableOf(plain, { amounts: new Map([[plain.paymentRequestId, CNY_100]]) })).toEqual(CNY_100);
    for (const amount of [money('CNY', 0), money('SGD', 100)])
      expect(declarableOf(withAmount(amount), { amounts: none })).toBeNull();
  });

  it('is never less than nothing, though Alipay+ later tells a smaller amount', () => {
    expect(leftOf(money('CNY', 100), recordsAfter(declared(part(6_000, 'A'))), CUSTOMS_LIMITS)).toBe(0);
  });
});
