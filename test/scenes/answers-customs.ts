import type { Res } from '../../core/contract/channels.ts';
import { money } from '../../core/money/money.ts';
import { NOW_MS } from '../builders/snapshot.ts';

type Customs = NonNullable<Res<'customs.of'>['customs']>;
type Declared = Customs['declarations'][number];

const cny = (amountMinor: number) => money('CNY', amountMinor);

const part = (order: string, amountMinor: number, change: Partial<Declared>): Declared => ({
  customsDeclarationRequestId: `cd-${order}`,
  state: 'waiting',
  customsCode: 'ZONGSHU',
  merchantCustomsCode: '4401960001',
  amount: cny(amountMinor),
  isSplit: true,
  referenceOrderId: order,
  declaredAtMs: NOW_MS - 60_000,
  hasBuyer: false,
  identityCheck: null,
  resultCode: null,
  resultText: null,
  status: null,
  pspDeclarationRequestId: null,
  ...change,
});

/** A declaration in each of its states. */
export const DECLARED: readonly Declared[] = [
  part('WEB-1', 2_000, { state: 'sending' }),
  part('WEB-2', 3_000, { hasBuyer: true, identityCheck: 'CHECK_NOT_PASSED', status: 'IN_PROCESS' }),
  part('WEB-3', 4_000, {
    state: 'accepted',
    hasBuyer: true,
    identityCheck: 'CHECK_PASSED',
    status: 'CUSTOMS_ACCEPT_SUCCESS',
    resultCode: '2',
    pspDeclarationRequestId: 'CN20260302000001',
  }),
  part('WEB-4', 5_000, { state: 'failed', status: 'FAILED', resultCode: '-1' }),
  part('WEB-5', 6_000, { state: 'refused', resultCode: 'INVALID_CONTRACT' }),
];

/** Customs of the payment at the top of the rail. */
export const customsOf = (declarations: readonly Declared[], change: Partial<Customs> = {}): Res<'customs.of'> => ({
  customs: {
    paymentRequestId: 'l1',
    mayDeclare: true,
    declarable: cny(22_800),
    left: cny(declarations.length === 0 ? 22_800 : 13_800),
    declarations: [...declarations],
    last: { customsCode: 'ZONGSHU', merchantCustomsCode: '4401960001', merchantCustomsName: 'Harbour Tea' },
    ...change,
  },
});
