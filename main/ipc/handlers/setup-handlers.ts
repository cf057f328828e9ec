import type { Req, Res } from '../../../core/contract/channels.ts';
import type { NotifyView } from '../../../core/contract/notify.ts';
import { RefusedError, type Handlers } from '../answer.ts';
import type { RefusalCode } from '../../../core/contract/refusals.ts';

/** What came of a wish about keys; the codes are those of the key and vault rooms. */
export type KeyOutcome = { readonly ok: true } | { readonly ok: false; readonly code: RefusalCode };

/** What the key desk knows of the settings page. */
export type KeyStatus = Omit<Res<'setup.status'>, 'notify' | 'policy'>;

/** What an administrator's policy holds on this PC. */
export type PolicyView = Res<'setup.status'>['policy'];

/** The key desk as the page may use it: verbs, never secrets. Null in Practice mode, whose keys are made at every start. */
export type KeyDesk = {
  readonly status: () => Promise<KeyStatus>;
  readonly make: (bits: Req<'setup.make-key'>['bits']) => Promise<KeyOutcome>;
  readonly importKey: (request: Req<'setup.import-key'>) => Promise<KeyOutcome>;
  readonly activate: (keyVersion: number) => Promise<KeyOutcome>;
  readonly saveGatewayKey: (publicKey: string) => Promise<KeyOutcome>;
};

/** The calls of the settings page. */
export type SetupHandlers = Pick<Handlers, Extract<keyof Handlers, `setup.${string}`>>;

/** One function a call. */
export function setupHandlers(desk: KeyDesk | null, notify: () => NotifyView, policy: () => PolicyView): SetupHandlers {
  const open = (): KeyDesk => {
    if (desk === null) throw new RefusedError('not-now');
    return desk;
  };
  return {
    'setup.status': async () => ({ ...((await desk?.status()) ?? PRACTICE_STATUS), notify: notify(), policy: policy() }),
    'setup.make-key': async ({ bits }) => done(await open().make(bits)),
    'setup.import-key': async (request) => done(await open().importKey(request)),
    'setup.activate-key': async ({ keyVersion }) => done(await open().activate(keyVersion)),
    'setup.save-gateway-key': async ({ publicKey }) => done(await open().saveGatewayKey(publicKey)),
  };
}

function done(outcome: KeyOutcome): Record<string, never> {
  if (!outcome.ok) throw new RefusedError(outcome.code);
  return {};
}

const PRACTICE_STATUS: KeyStatus = {
  baseUrl: null,
  clientId: null,
  keyVersion: null,
  publicKey: null,
  publicKeyFingerprint: null,
  gatewayKeyFingerprint: null,
  nextKey: null,
};
