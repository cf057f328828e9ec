import { randomBytes } from 'node:crypto';
import { createCustomsDesk, type CustomsDesk, type CustomsPorts } from '../../core/customs/desk.ts';
import { CUSTOMS_LIMITS } from '../../core/customs/limits.ts';
import type { GatewayPort, Lost } from '../../core/payment/gateway-port.ts';
import { newDeclarationRequestId } from '../../core/payment/ids.ts';
import { buildDeclare } from '../alipayplus/messages/customs.ts';
import type { AlipayPlusClient } from '../alipayplus/client.ts';
import { createDigestFiles } from '../kept/digest-files.ts';
import type { Ledger } from '../ledger/port.ts';
import type { Settings } from '../settings/schema.ts';

/** What the wiring is given. */
export type CustomsWiring = {
  readonly ledger: Ledger;
  /** Where the ledger lies; requests are kept in a folder beside it until they have an end. */
  readonly ledgerFile: string;
  readonly settings: () => Settings;
  /** The client of this moment; null while there are no keys. */
  readonly client: () => Pick<AlipayPlusClient, 'declare' | 'inquireDeclarations'> | null;
  readonly gateway: Pick<GatewayPort, 'inquire'>;
  readonly nowMs: () => number;
};

const NO_CLIENT: Lost = { kind: 'lost', cause: 'aborted', sent: 'no', hint: 'starting' };

/** The desk of one counter on its ledger and its client. */
export function wireCustoms({ ledger, ledgerFile, settings, client, gateway, nowMs }: CustomsWiring): CustomsDesk {
  // SECURITY: a body may name a buyer's document; the file is this user's alone and goes once the declaration has an end.
  const bodies = createDigestFiles(ledgerFile.replace(/\.sqlite$/, '-declarations'));
  const prepare: CustomsPorts['prepare'] = async (id, declaration, buyer) => {
    if (client() === null) return { ok: false, fault: 'no-keys' };
    const built = buildDeclare(id, declaration, buyer);
    return built.ok ? { ok: true, bodySha256: await bodies.keep(built.body) } : { ok: false, fault: 'not-durable' };
  };
  return createCustomsDesk({
    journal: ledger,
    nowMs,
    newId: () => newDeclarationRequestId(settings().counter.counterId, randomBytes),
    limits: () => ({
      ...CUSTOMS_LIMITS,
      askEveryMs: settings().customs.askEveryMinutes * 60_000,
      failedStatuses: settings().customs.failedStatuses,
    }),
    prepare: (...given) => prepare(...given).catch(() => ({ ok: false, fault: 'not-durable' })),
    send: async ({ bodySha256 }) => {
      const body = await bodies.read(bodySha256);
      return body === null ? null : ((await client()?.declare(body)) ?? NO_CLIENT);
    },
    ask: async (ids) => (await client()?.inquireDeclarations(ids)) ?? NO_CLIENT,
    inquire: (id) => gateway.inquire(id),
    forget: (bodySha256) => void bodies.drop(bodySha256),
    // A ledger in trouble may read as empty, and nothing is thrown away on its word.
    forgetOthers: (bodySha256s) => (ledger.trouble() === null ? bodies.dropOthers(bodySha256s) : Promise.resolve()),
  });
}

const LOOK_MS = 30_000;

/** Looks now and then whether a declaration is due to be sent again or asked about; at nearly every counter none ever is. */
export function keepDeclaring(customs: Pick<CustomsDesk, 'resume'>): () => void {
  const timer = setInterval(() => void customs.resume(false).catch(() => undefined), LOOK_MS);
  timer.unref();
  return () => {
    clearInterval(timer);
  };
}
