import { formatSignatureHeader } from '../../main/alipayplus/sign.ts';
import { toUtc8Millis } from '../../simulator/gateway/iso-time.ts';
import { forgedNotice } from './doorbell.ts';
import type { Act } from './plan.ts';
import { CLIENT_ID } from './shop.ts';
import type { World } from './world.ts';

/** Somebody tells the listener that an open payment was paid, without the gateway's key. */
export function forgeNotice(world: World, { payment, signed }: Extract<Act, { readonly do: 'forge-notice' }>): void {
  const till = world.till();
  const record = till?.ledger.recent(20)[payment];
  if (record === undefined || !world.plan.shop.hasListener) return;
  world.struck('forge-notice');
  world.note(`a stranger tells the listener that ${record.orderNumber} was paid`);
  const body = {
    paymentResult: { resultCode: 'SUCCESS', resultStatus: 'S', resultMessage: 'success' },
    paymentRequestId: record.paymentRequestId,
    paymentId: 'forged',
    paymentAmount: { currency: record.amount.currency, value: String(record.amount.amountMinor) },
  };
  const signature = signed === 'not' ? null : formatSignatureHeader(Buffer.alloc(128, 7), 1);
  world.notices.intrude(forgedNotice(body, toUtc8Millis(world.gateway.runtime.now()), CLIENT_ID, signature));
}
