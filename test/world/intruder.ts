import { formatSignatureHeader } from '../../main/alipayplus/sign.ts';
import { toUtc8Millis } from '../../simulator/gateway/iso-time.ts';
import { signatureHeader } from '../../simulator/gateway/sign.ts';
import { forgedNotice, NOTICE_PATH } from './doorbell.ts';
import { WORLD_KEYS } from './keys.ts';
import type { Act } from './plan.ts';
import { CLIENT_ID } from './shop.ts';
import type { World } from './world.ts';

/** Somebody without the gateway's key tells the listener that a payment was paid; or the gateway itself does, of another amount. */
export function forgeNotice(world: World, { payment, signed }: Extract<Act, { readonly do: 'forge-notice' }>): void {
  const till = world.till();
  const record = till?.ledger.recent(20)[payment];
  if (record === undefined || !world.plan.shop.hasListener) return;
  world.struck(signed === 'mixed-up' ? 'mixed-up-notice' : 'forge-notice');
  const isMixedUp = signed === 'mixed-up';
  world.note(
    `${isMixedUp ? 'the gateway, of another amount,' : 'a stranger'} tells the listener that ${record.orderNumber} was paid`,
  );
  const body = {
    paymentResult: { resultCode: 'SUCCESS', resultStatus: 'S', resultMessage: 'success' },
    paymentRequestId: record.paymentRequestId,
    paymentId: 'forged',
    paymentAmount: { currency: record.amount.currency, value: String(record.amount.amountMinor + (isMixedUp ? 1 : 0)) },
  };
  const time = toUtc8Millis(world.gateway.runtime.now());
  world.notices.intrude(forgedNotice(body, time, CLIENT_ID, signatureOf(signed, body, time)));
}

function signatureOf(signed: 'not' | 'by-stranger' | 'mixed-up', body: object, time: string): string | null {
  switch (signed) {
    case 'not':
      return null;
    case 'by-stranger':
      return formatSignatureHeader(Buffer.alloc(128, 7), 1);
    case 'mixed-up':
      return signatureHeader(WORLD_KEYS.gateway, {
        method: 'POST',
        uri: NOTICE_PATH,
        clientId: CLIENT_ID,
        time,
        body: Buffer.from(JSON.stringify(body)),
      });
  }
}
