import type { Actor } from '../journal/actor.ts';
import type { JournalPort } from '../journal/port.ts';
import type { Money } from '../money/money.ts';
import type { InquiryMessage, Reply, WireResult } from '../payment/gateway-port.ts';
import { foldPayment, type PaymentRecord } from '../payment/record.ts';
import { isMendedElsewhere } from '../payment/result-codes.ts';
import { createTurns } from '../payment/turns.ts';
import { judgeInquiry } from '../payment/verdict.ts';
import type { BuyerCertificate, CustomsEvent, CustomsWord, Declaration, DeclarationFacts, DeclarationVerdict } from './events.ts';
import type { CustomsLimits } from './limits.ts';
import {
  applyCustoms,
  CUSTOMS_ROWS,
  declarationState,
  foldCustoms,
  hasEnd,
  isDue,
  type Customs,
  type DeclarationRecord,
  type DeclarationState,
} from './record.ts';
import { declarableOf, declareFault, isDeclarable, leftMoney, leftOf, type DeclareFault } from './rules.ts';

/** The answer to `declare`. */
export type DeclareMessage = { readonly result: WireResult; readonly facts: DeclarationFacts };

/** The answer to `inquireDeclarationRequests`; `result` only says whether the question was understood. */
export type DeclarationsMessage = {
  readonly result: WireResult;
  readonly notFound: readonly string[];
  readonly words: readonly (CustomsWord & { readonly customsDeclarationRequestId: string })[];
};

/** Effects of the desk. */
export type CustomsPorts = {
  readonly journal: Pick<JournalPort, 'append' | 'entriesOf' | 'ofNoPayment'>;
  /** Makes the request's bytes and keeps them durably; never rejects. */
  readonly prepare: (
    customsDeclarationRequestId: string,
    declaration: Declaration,
    buyer: BuyerCertificate | null,
  ) => Promise<
    { readonly ok: true; readonly bodySha256: string } | { readonly ok: false; readonly fault: 'no-keys' | 'not-durable' }
  >;
  /** Sends what was kept for this declaration; null when the kept bytes are not those that the ledger names. */
  readonly send: (record: DeclarationRecord) => Promise<Reply<DeclareMessage> | null>;
  /** At most `askedMax` ids. */
  readonly ask: (ids: readonly string[]) => Promise<Reply<DeclarationsMessage>>;
  readonly inquire: (paymentRequestId: string) => Promise<Reply<InquiryMessage>>;
  /** The bytes are needed no more; they may name the buyer. */
  readonly forget: (bodySha256: string) => void;
  /** All kept bytes but these are needed no more; nothing is kept anew until it resolves, and it never rejects. */
  readonly forgetOthers: (bodySha256s: ReadonlySet<string>) => Promise<void>;
  readonly limits: () => CustomsLimits;
  readonly newId: () => string;
  readonly nowMs: () => number;
};

/** What became of a declaration. */
export type Declared =
  | { readonly kind: 'taken' | 'unknown' | 'not-durable' | 'no-keys' | 'no-such-payment' | DeclareFault }
  | { readonly kind: 'refused'; readonly resultCode: string };

/** Customs of one payment as it is shown. */
export type CustomsView = {
  readonly paymentRequestId: string;
  readonly declarable: Money;
  readonly left: Money;
  readonly declarations: readonly { readonly record: DeclarationRecord; readonly state: DeclarationState }[];
};

/** Declares payments at customs and asks what became of it. */
export type CustomsDesk = {
  readonly declare: (declaration: Declaration, buyer: BuyerCertificate | null, actor: Actor) => Promise<Declared>;
  /**
   * Customs of a payment; null where Alipay+ lets nothing of it be declared, which is so for nearly all. A payment of AlipayCN
   * about which nothing was told is asked about once a run, because `pay` itself never tells.
   */
  readonly of: (paymentRequestId: string) => Promise<CustomsView | null>;
  /** A signed message told how much of a payment may be declared; false when that could not be kept. */
  readonly amountTold: (paymentRequestId: string, amount: Money) => Promise<boolean>;
  /** Sends once more what has no end, after pauses that grow, and asks about the others, ten at a time; `isAsked`: also what is not due yet. */
  readonly resume: (isAsked: boolean) => Promise<void>;
  /** What was typed at the last declaration, so that nobody types it twice. */
  readonly last: () => Promise<DeclarationRecord | null>;
};

type House = {
  readonly ports: CustomsPorts;
  customs: Customs | null;
  readonly lookedUp: Set<string>;
  /** Ids that this run made and has not sent yet; every other one may have reached Alipay+ before. */
  readonly unsent: Set<string>;
  askedAtMs: number | null;
  isSwept: boolean;
};

type Turn = <Value>(act: () => Promise<Value>) => Promise<Value>;

/** Makes a desk on a journal; rows are read at the first use. */
export function createCustomsDesk(ports: CustomsPorts): CustomsDesk {
  const house: House = { ports, customs: null, lookedUp: new Set(), unsent: new Set(), askedAtMs: null, isSwept: false };
  const inTurn: Turn = createTurns();
  const inLine: Turn = createTurns();
  return {
    declare: async (...given) => {
      const kept = await inTurn(() => keep(house, ...given));
      return kept.kind === 'kept' ? inLine(() => send(house, kept.id, inTurn)) : kept;
    },
    of: (paymentRequestId) => view(house, paymentRequestId, inTurn),
    amountTold: (paymentRequestId, amount) => inTurn(() => amountTold(house, paymentRequestId, amount)),
    resume: (isAsked) => inLine(() => resume(house, inTurn, isAsked)),
    last: () => inTurn(async () => [...(await known(house)).declarations.values()].at(-1) ?? null),
  };
}

async function known(house: House): Promise<Customs> {
  house.customs ??= foldCustoms(await house.ports.journal.ofNoPayment(CUSTOMS_ROWS));
  return house.customs;
}

async function write(house: House, event: CustomsEvent): Promise<boolean> {
  const appended = await house.ports.journal.append(event);
  if (!appended.ok) return false;
  applyCustoms(await known(house), appended.entry);
  return true;
}

const paymentOf = async ({ ports }: House, id: string): Promise<PaymentRecord | null> =>
  foldPayment(await ports.journal.entriesOf(id));

const ofPayment = ({ declarations }: Customs, id: string): readonly DeclarationRecord[] =>
  [...declarations.values()].filter(({ declaredPaymentId }) => declaredPaymentId === id);

type Kept = { readonly kind: 'kept'; readonly id: string };

async function keep(
  house: House,
  declaration: Declaration,
  buyer: BuyerCertificate | null,
  actor: Actor,
): Promise<Declared | Kept> {
  const { ports } = house;
  const customs = await known(house);
  const payment = await paymentOf(house, declaration.declaredPaymentId);
  if (payment === null) return { kind: 'no-such-payment' };
  const records = ofPayment(customs, declaration.declaredPaymentId);
  const declarable = declarableOf(payment, customs);
  const fault = declareFault(declaration, buyer, { payment, declarable, records, limits: ports.limits() });
  if (fault !== null) return { kind: fault };
  const id = ports.newId();
  const prepared = await ports.prepare(id, declaration, buyer);
  if (!prepared.ok) return { kind: prepared.fault };
  const { bodySha256 } = prepared;
  const more = { customsDeclarationRequestId: id, hasBuyer: buyer !== null, bodySha256, actor };
  if (await write(house, { type: 'customs-declared', ...declaration, ...more })) {
    house.unsent.add(id);
    return { kind: 'kept', id };
  }
  ports.forget(bodySha256);
  return { kind: 'not-durable' };
}

/** One try; silence and U leave the declaration without an end, and the same bytes go again under the same id. */
async function send(house: House, id: string, inTurn: Turn): Promise<Declared> {
  const { ports } = house;
  const record = (await inTurn(() => known(house))).declarations.get(id);
  if (record === undefined) return { kind: 'not-durable' };
  // Somebody who asked how far customs is may have sent it while this one stood in line.
  if (record.verdict !== null && hasEnd(record)) return declaredBy(record.verdict);
  const isRepeat = !house.unsent.delete(id);
  const answer = await ports.send(record);
  const first = verdictOf(answer);
  const isDoubtful = first.kind === 'refused' && (isRepeat || answer === null);
  const verdict = isDoubtful ? await secondLook(house, id, first) : first;
  const isKept = await inTurn(() => write(house, { type: 'customs-answered', customsDeclarationRequestId: id, verdict }));
  if (isKept && verdict.kind !== 'unknown') ports.forget(record.bodySha256);
  return declaredBy(verdict);
}

const declaredBy = (verdict: DeclarationVerdict): Declared =>
  verdict.kind === 'refused' ? { kind: 'refused', resultCode: verdict.resultCode } : { kind: verdict.kind };

/** Only S is a success and only F an end. */
function verdictOf(answer: Reply<DeclareMessage> | null): DeclarationVerdict {
  if (answer === null) return { kind: 'refused', resultCode: 'BODY_GONE' };
  if (answer.kind === 'lost') return { kind: 'unknown', resultCode: answer.hint ?? null };
  const { resultCode, resultStatus } = answer.message.result;
  if (resultStatus === 'S') return { kind: 'taken', facts: answer.message.facts };
  return { kind: resultStatus === 'F' && !isMendedElsewhere(resultCode) ? 'refused' : 'unknown', resultCode };
}

const NO_FACTS: DeclarationFacts = {
  pspPaymentId: null,
  pspDeclarationRequestId: null,
  pspCustomsCode: null,
  clearingChannel: null,
  clearingTransactionId: null,
  identityCheck: null,
};

/** A repeat that is refused says nothing about the first one, whose answer was lost: Alipay+ is asked whether it holds it. */
async function secondLook({ ports }: House, id: string, refused: DeclarationVerdict): Promise<DeclarationVerdict> {
  const reply = await ports.ask([id]);
  if (reply.kind !== 'verified' || reply.message.result.resultStatus !== 'S') return { kind: 'unknown', resultCode: null };
  if (reply.message.words.some((word) => word.customsDeclarationRequestId === id)) return { kind: 'taken', facts: NO_FACTS };
  return reply.message.notFound.includes(id) ? refused : { kind: 'unknown', resultCode: null };
}

async function amountTold(house: House, declaredPaymentId: string, amount: Money): Promise<boolean> {
  const customs = await known(house);
  const payment = await paymentOf(house, declaredPaymentId);
  // A payment that is not here is told about elsewhere; amounts of which nothing can be declared are none.
  if (payment === null || !isDeclarable(amount)) return true;
  // What is known needs no row, and of two amounts the smaller one is safe.
  const held = declarableOf(payment, customs);
  if (held !== null && held.amountMinor <= amount.amountMinor) return true;
  return write(house, { type: 'customs-amount', declaredPaymentId, amount });
}

async function view(house: House, paymentRequestId: string, inTurn: Turn): Promise<CustomsView | null> {
  const { ports } = house;
  const payment = await paymentOf(house, paymentRequestId);
  if (payment === null) return null;
  if (declarableOf(payment, await inTurn(() => known(house))) === null) await lookUp(house, payment, inTurn);
  const customs = await inTurn(() => known(house));
  const declarable = declarableOf(payment, customs);
  if (declarable === null) return null;
  const records = ofPayment(customs, paymentRequestId);
  const limits = ports.limits();
  return {
    paymentRequestId,
    declarable,
    left: leftMoney(declarable, leftOf(declarable, records, limits)),
    declarations: records.map((record) => ({ record, state: declarationState(record, limits) })),
  };
}

/** Only AlipayCN's payments are declared. https://docs.alipayplus.com/alipayplus/alipayplus/customs_declaration_acq/overview */
const isAlipayCn = ({ paid }: PaymentRecord): boolean =>
  paid?.walletBrandName?.toUpperCase().replace(/[^A-Z]/g, '') === 'ALIPAYCN';

async function lookUp(house: House, payment: PaymentRecord, inTurn: Turn): Promise<void> {
  const { paymentRequestId, amount, paymentId, state } = payment;
  if (state !== 'paid' || !isAlipayCn(payment) || house.lookedUp.has(paymentRequestId)) return;
  const reply = await house.ports.inquire(paymentRequestId);
  if (judgeInquiry(reply, { paymentRequestId, amount, paymentId }).kind !== 'paid' || reply.kind !== 'verified') return;
  house.lookedUp.add(paymentRequestId);
  const told = reply.message.facts.customsDeclarationAmount;
  if (told !== null) await inTurn(() => amountTold(house, paymentRequestId, told));
}

async function resume(house: House, inTurn: Turn, isAsked: boolean): Promise<void> {
  const { ports } = house;
  const { declarations } = await inTurn(() => known(house));
  await inTurn(() => sweep(house));
  const nowMs = ports.nowMs();
  const limits = ports.limits();
  for (const record of [...declarations.values()])
    if (!hasEnd(record) && (isAsked || isDue(record, nowMs, limits)))
      await send(house, record.customsDeclarationRequestId, inTurn);
  const { askEveryMs, askedMax } = limits;
  if (!isAsked && house.askedAtMs !== null && nowMs - house.askedAtMs < askEveryMs) return;
  house.askedAtMs = nowMs;
  const waiting = [...declarations.values()].filter((record) => declarationState(record, limits) === 'waiting');
  for (let at = 0; at < waiting.length; at += askedMax) await ask(house, waiting.slice(at, at + askedMax), inTurn);
}

/** A crash between the bytes and their row leaves bytes that nobody will ever send; they may name a buyer. */
async function sweep(house: House): Promise<void> {
  if (house.isSwept) return;
  house.isSwept = true;
  const open = [...(await known(house)).declarations.values()].filter((record) => !hasEnd(record));
  await house.ports.forgetOthers(new Set(open.map(({ bodySha256 }) => bodySha256)));
}

async function ask(house: House, records: readonly DeclarationRecord[], inTurn: Turn): Promise<void> {
  const reply = await house.ports.ask(records.map(({ customsDeclarationRequestId }) => customsDeclarationRequestId));
  if (reply.kind !== 'verified' || reply.message.result.resultStatus !== 'S') return;
  for (const record of records) {
    const { customsDeclarationRequestId: id } = record;
    const told = reply.message.words.find((word) => word.customsDeclarationRequestId === id);
    if (told === undefined) continue;
    const { customsDeclarationRequestId, ...word } = told;
    if (!isSameWord(record.word, word))
      await inTurn(() => write(house, { type: 'customs-told', customsDeclarationRequestId, word }));
  }
}

const isSameWord = (before: CustomsWord | null, word: CustomsWord): boolean =>
  before !== null &&
  before.status === word.status &&
  before.resultCode === word.resultCode &&
  before.resultText === word.resultText &&
  before.pspDeclarationRequestId === word.pspDeclarationRequestId;
