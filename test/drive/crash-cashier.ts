import type { CashierAct } from './crash-boundaries.ts';
import { elapsed, type CrashTill } from './crash-till.ts';

/** Twenty-four digits; the last four choose the gateway's story, the others are the payment's own. */
export const codeOf = (number: number, story: string): string => `28100602${String(number).padStart(12, '0')}${story}`;

/** Every payment has an amount of its own, which names it on every screen and paper. */
export const amountOf = (number: number): number => FIRST_AMOUNT_MINOR + number;

/** Which payment an amount names. */
export const numberOf = (amountMinor: number): number => amountMinor - FIRST_AMOUNT_MINOR;

const FIRST_AMOUNT_MINOR = 1_000;
const REFUND_MINOR = 300;

/** Real keys: the amount, Enter, and what a scanner types. */
export const payByScan = async ({ keys }: CrashTill, number: number, story: string): Promise<void> =>
  (await keys()).chain(...typing(String(amountOf(number)), 8), ...typing(codeOf(number, story), 2));

/** Real keys for the amount alone. */
export const typeAmount = async ({ keys }: CrashTill, number: number): Promise<void> =>
  (await keys()).chain(...typing(String(amountOf(number)), 8));

const typing = (text: string, delayMs: number): readonly (readonly string[])[] => [
  ['type', '--args', '1', '--delay', String(delayMs), text],
  ['key', 'Return'],
];

/** Clears the counter for the next customer and waits until the gateway is reached. */
export async function serveNext(till: CrashTill): Promise<void> {
  await till.page.locator('[data-testid="health-gateway"][data-tone="good"]').waitFor({ timeout: WAIT_MS });
  await till.invoke('payment.next', {});
  await faceAmong(till, ['amount'], WAIT_MS);
}

const WAIT_MS = 10_000;

/** Waits for one of the faces on the stage; false when none of them came. */
export const faceAmong = ({ page }: CrashTill, faces: readonly string[], withinMs: number): Promise<boolean> =>
  page
    .locator(faces.map((face) => `[data-testid="stage"][data-face="${face}"]`).join(','))
    .waitFor({ timeout: withinMs })
    .then(
      () => true,
      () => false,
    );

/** The id of the payment on the stage; null when there is none. */
export async function onStage(till: CrashTill): Promise<string | null> {
  const { stage } = await till.snapshot();
  return stage.kind === 'payment' ? stage.payment.paymentRequestId : null;
}

/** What must be done before the order to halt may be given, so that the mark is met by the act itself. */
export async function prepareAct(till: CrashTill, act: CashierAct): Promise<void> {
  if (act === 'show') await till.invoke('payment.next', {});
}

/** The act itself; it is not waited for, because the plug is pulled in the middle of it. */
export async function doAct(till: CrashTill, act: CashierAct, paymentRequestId: string, code: string): Promise<void> {
  const about = { paymentRequestId };
  switch (act) {
    case 'none':
      return;
    case 'cancel':
      await till.invoke('payment.cancel', about);
      return;
    case 'refund':
      await till.invoke('refund.start', { ...about, amount: { currency: 'SGD', amountMinor: REFUND_MINOR }, reason: null });
      return;
    case 'next':
      await till.invoke('payment.next', {});
      return;
    case 'show':
      await till.invoke('payment.show', about);
      return;
    case 'keep-checking':
      await till.invoke('payment.keep-checking', about);
      return;
    case 'detail':
      await till.invoke('payment.detail', about);
      return;
    case 'print':
      await till.invoke('receipt.print', about);
      return;
    case 'typed-code':
      return typeCode(till, code);
  }
}

async function typeCode(till: CrashTill, code: string): Promise<void> {
  await till.invoke('code.open', {});
  for (const key of code) await till.invoke('sale.key', { key });
  await till.invoke('sale.key', { key: 'enter' });
}

/** Lets everything come to rest; false when something was still open at the end of the time. */
export async function waitForQuiet(till: CrashTill, withinMs: number): Promise<boolean> {
  const untilMs = Date.now() + withinMs;
  for (let quiet = 0; quiet < QUIET_LOOKS;) {
    // A payment on the stage is not in the tray.
    await till.invoke('payment.next', {});
    const { tray, health, stage } = await till.snapshot();
    const isQuiet = tray.length === 0 && stage.kind === 'amount' && health.printer.state === 'ready';
    quiet = isQuiet ? quiet + 1 : 0;
    if (Date.now() > untilMs) return isQuiet;
    for (const { paymentRequestId } of tray) await till.invoke('payment.keep-checking', { paymentRequestId });
    await elapsed(LOOK_EVERY_MS);
  }
  return true;
}

const QUIET_LOOKS = 4;
const LOOK_EVERY_MS = 500;
