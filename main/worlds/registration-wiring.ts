import { randomUUID, randomBytes } from 'node:crypto';
import path from 'node:path';
import type { Lost } from '../../core/payment/gateway-port.ts';
import { newRegistrationRequestId } from '../../core/payment/ids.ts';
import {
  createRegistrationDesk,
  type PreparedRegistration,
  type RegistrationDesk,
  type RegistrationPorts,
} from '../../core/registration/desk.ts';
import type { Draft } from '../../core/registration/draft.ts';
import type { Place } from '../../core/registration/events.ts';
import type { RegistrationLimits } from '../../core/registration/limits.ts';
import { buildRegistration, type RegistrationPaper } from '../alipayplus/messages/registration.ts';
import type { AlipayPlusClient } from '../alipayplus/client.ts';
import { createDigestFiles, type DigestFiles } from '../kept/digest-files.ts';
import { createDrafts, type Drafts } from '../registration/drafts.ts';
import type { Ledger } from '../ledger/port.ts';
import type { Settings } from '../settings/schema.ts';

/** What the wiring is given. */
export type RegistrationWiring = {
  readonly ledger: Ledger;
  /** Where the ledger lies; drafts and papers are kept in a folder beside it. */
  readonly ledgerFile: string;
  readonly settings: () => Settings;
  /** The client of this moment; null while there are no keys. */
  readonly client: () => Pick<AlipayPlusClient, 'register' | 'inquireRegistration'> | null;
  /** Where Alipay+ is told to send news; null while nothing listens. */
  readonly notifyUrl: () => string | null;
  readonly nowMs: () => number;
  readonly changed: RegistrationPorts['changed'];
};

/** Registrations of one counter: the desk, the forms, and a form with what the settings already know. */
export type WiredRegistration = {
  readonly desk: RegistrationDesk;
  readonly drafts: Drafts;
  readonly fresh: () => Draft;
  readonly limits: () => RegistrationLimits;
};

/** The desk of one counter on its ledger and its client. */
export function wireRegistration(parts: RegistrationWiring): WiredRegistration {
  // Practice and the real shop share a data folder, but never a form.
  const folder = parts.ledgerFile.replace(/\.sqlite$/, '-registrations');
  const papers = createDigestFiles(path.join(folder, 'papers'));
  const bodies = createDigestFiles(path.join(folder, 'sending'));
  const limits = (): RegistrationLimits => registrationLimits(parts.settings());
  const desk = createRegistrationDesk({
    journal: parts.ledger,
    limits,
    nowMs: parts.nowMs,
    changed: parts.changed,
    newId: () => newRegistrationRequestId(parts.settings().counter.counterId, randomBytes),
    own: () => ownPlace(parts.settings()),
    prepare: (...given) => prepare(parts, { papers, bodies }, ...given).catch(() => ({ ok: false, fault: 'not-durable' })),
    send: async ({ bodySha256 }) => {
      const body = await bodies.read(bodySha256);
      return body === null ? null : ((await parts.client()?.register(body)) ?? NO_CLIENT);
    },
    ask: async (place) => (await parts.client()?.inquireRegistration(place)) ?? NO_CLIENT,
    forget: (bodySha256) => void bodies.drop(bodySha256),
  });
  const drafts = createDrafts({ file: path.join(folder, 'drafts.json'), papers, newId: randomUUID, nowMs: parts.nowMs });
  return { desk, drafts, limits, fresh: () => freshDraft(parts.settings()) };
}

const NO_CLIENT: Lost = { kind: 'lost', cause: 'aborted', sent: 'no', hint: 'starting' };

async function prepare(
  { client, notifyUrl }: RegistrationWiring,
  files: { readonly papers: DigestFiles; readonly bodies: DigestFiles },
  registrationRequestId: string,
  draft: Draft,
): Promise<PreparedRegistration> {
  if (client() === null) return { ok: false, fault: 'no-keys' };
  const papers: RegistrationPaper[] = [];
  for (const { sha256, ...paper } of draft.papers) {
    const bytes = await files.papers.read(sha256);
    if (bytes === null) return { ok: false, fault: 'paper-gone' };
    papers.push({ ...paper, content: bytes.toString('base64') });
  }
  const built = buildRegistration(registrationRequestId, draft, papers, notifyUrl());
  return built.ok ? { ok: true, bodySha256: await files.bodies.keep(built.body) } : { ok: false, fault: 'not-durable' };
}

const ownPlace = ({ merchant, store }: Settings): Place => ({
  referenceMerchantId: merchant.referenceMerchantId,
  referenceStoreId: store.referenceStoreId,
});

function registrationLimits({ registration }: Settings): RegistrationLimits {
  const { updateGapMinutes, askEveryMinutes, decisionDays, papersMax, paperKilobytesMax, fieldLengths } = registration;
  return {
    updateGapMs: updateGapMinutes * 60_000,
    askEveryMs: askEveryMinutes * 60_000,
    decisionDays,
    papersMax,
    paperBytesMax: paperKilobytesMax * 1_024,
    fieldLengths: Object.fromEntries(fieldLengths.map(({ path, max }) => [path, max])),
  };
}

/** A form that begins with what orders already say of this shop. */
function freshDraft({ merchant, store }: Settings): Draft {
  const values = {
    'merchantInfo.referenceMerchantId': merchant.referenceMerchantId,
    'merchantInfo.merchantDisplayName': merchant.merchantDisplayName ?? merchant.merchantName,
    'merchantInfo.merchantMCC': merchant.merchantMCC,
    ...addressValues('merchantInfo.merchantAddress', merchant.address),
    'merchantInfo.registrationDetail.legalName': merchant.merchantName,
    'storeInfo.referenceStoreId': store.referenceStoreId,
    'storeInfo.storeName': store.storeName,
    'storeInfo.storeMCC': store.storeMCC,
    ...addressValues('storeInfo.storeAddress', store.address),
  };
  return { products: ['IN_STORE_PAYMENT'], values, papers: [] };
}

const addressValues = (path: string, address: Settings['merchant']['address']): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(address ?? {}).map(([name, value]) => [`${path}.${name}`, value]));

/** Behind the start, whose first seconds belong to open payments; the warning is there before the first customer usually is. */
const FIRST_LOOK_MS = 5_000;
const LOOK_MS = 30_000;

/** Looks now and then whether something has to be sent again or asked about, until stopped; most of the time nothing has. */
export function keepAsking(desk: Pick<RegistrationDesk, 'resume'>): () => void {
  const look = (): void => void desk.resume().catch(() => undefined);
  const timers = [setTimeout(look, FIRST_LOOK_MS), setInterval(look, LOOK_MS)];
  for (const timer of timers) timer.unref();
  return () => {
    for (const timer of timers) clearTimeout(timer);
  };
}
