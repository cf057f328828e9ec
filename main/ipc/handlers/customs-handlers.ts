import type { Req, Res } from '../../../core/contract/channels.ts';
import type { CustomsDesk, CustomsView } from '../../../core/customs/desk.ts';
import type { DeclarationRecord } from '../../../core/customs/record.ts';
import { money } from '../../../core/money/money.ts';
import type { Staff } from '../../../core/people/staff-port.ts';
import { RefusedError, type Handlers } from '../answer.ts';

/** The calls about customs. */
export type CustomsHandlers = Pick<Handlers, Extract<keyof Handlers, `customs.${string}`>>;

type Shown = NonNullable<Res<'customs.of'>['customs']>;

/** One function a call; rows that cannot be read are told as such. */
export function customsHandlers(desk: CustomsDesk, staff: Pick<Staff, 'actor' | 'may'>): CustomsHandlers {
  return {
    'customs.of': async ({ paymentRequestId }) => {
      const view = await readable(desk.of(paymentRequestId));
      if (view === null) return { customs: null };
      const last = await readable(desk.last());
      return { customs: { ...shown(view, last), mayDeclare: staff.may('customs') === 'yes' } };
    },
    'customs.declare': async (request) => {
      const declared = await readable(desk.declare(declarationOf(request), request.buyer, staff.actor()));
      return { declared: declared.kind, resultCode: declared.kind === 'refused' ? declared.resultCode : null };
    },
    'customs.ask': async () => {
      await readable(desk.resume(true));
      return {};
    },
  };
}

const readable = <Value>(act: Promise<Value>): Promise<Value> =>
  act.catch(() => {
    throw new RefusedError('storage-failed');
  });

function declarationOf({ paymentRequestId, buyer: _buyer, amount, ...rest }: Req<'customs.declare'>) {
  return { ...rest, declaredPaymentId: paymentRequestId, amount: money(amount.currency, amount.amountMinor) };
}

function shown(view: CustomsView, last: Awaited<ReturnType<CustomsDesk['last']>>): Omit<Shown, 'mayDeclare'> {
  const { paymentRequestId, declarable, left, declarations } = view;
  return {
    paymentRequestId,
    declarable,
    left,
    declarations: declarations.map(declarationShown).toReversed(),
    last: {
      customsCode: last?.customsCode ?? '',
      merchantCustomsCode: last?.merchantCustomsCode ?? '',
      merchantCustomsName: last?.merchantCustomsName ?? '',
    },
  };
}

function declarationShown({ record, state }: CustomsView['declarations'][number]): Shown['declarations'][number] {
  return {
    customsDeclarationRequestId: record.customsDeclarationRequestId,
    state,
    customsCode: record.customsCode,
    merchantCustomsCode: record.merchantCustomsCode,
    amount: record.amount,
    isSplit: record.isSplit,
    referenceOrderId: record.referenceOrderId,
    declaredAtMs: record.declaredAtMs,
    hasBuyer: record.hasBuyer,
    ...saidOf(record),
  };
}

type Said = 'identityCheck' | 'resultCode' | 'resultText' | 'status' | 'pspDeclarationRequestId';

const SILENT: Pick<Shown['declarations'][number], Said> = {
  identityCheck: null,
  resultCode: null,
  resultText: null,
  status: null,
  pspDeclarationRequestId: null,
};

/** Alipay+'s own words and codes, and customs' over them where it has spoken. */
function saidOf({ verdict, word }: DeclarationRecord): typeof SILENT {
  if (verdict?.kind === 'refused') return { ...SILENT, resultCode: verdict.resultCode };
  if (verdict?.kind !== 'taken') return SILENT;
  const { identityCheck, pspDeclarationRequestId } = verdict.facts;
  if (word === null) return { ...SILENT, identityCheck, pspDeclarationRequestId };
  return { identityCheck, ...word, pspDeclarationRequestId: word.pspDeclarationRequestId ?? pspDeclarationRequestId };
}
