import type { KeptDay, KeptDifference } from './desk-port.ts';
import type { PlainMoney } from './differences.ts';
import { isoDay } from './utc8.ts';

const cell = (value: string | number | null): string => {
  const text = value === null ? '' : String(value);
  // A spreadsheet takes a leading sign for a formula.
  const safe = /^[=+@]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

const table = (header: readonly string[], rows: readonly (readonly (string | number | null)[])[]): string =>
  `${[header, ...rows].map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;

const say = (side: PlainMoney | string | null): string =>
  side === null ? '' : typeof side === 'string' ? side : `${side.currency} ${String(side.amountMinor)}`;

/** Differences as a CSV file; amounts in minor units with their currency. */
export const differencesCsv = (differences: readonly KeptDifference[]): string =>
  table(
    ['day', 'class', 'subject', 'requestId', 'alipayId', 'ours', 'theirs', 'file', 'line', 'explainedBy', 'reason'],
    differences.map(({ difference: each, mark }) => [
      isoDay(each.day),
      each.class,
      each.subject,
      each.requestId,
      each.alipayId,
      say(each.ours),
      say(each.theirs),
      each.file,
      each.line,
      mark?.person ?? null,
      mark?.reason ?? null,
    ]),
  );

/** What was sold and reported, a line a day and currency, in minor units. */
export const figuresCsv = (days: readonly KeptDay[]): string =>
  table(
    [
      'day',
      'currency',
      'soldPayments',
      'soldMinor',
      'soldRefunds',
      'refundedMinor',
      'reportedPayments',
      'reportedMinor',
      'reportedRefunds',
      'reportedRefundedMinor',
      'otherCountersMinor',
      'open',
    ],
    days.flatMap((day) =>
      day.figures.map(({ currency, sold, reported, others }) => [
        isoDay(day.day),
        currency,
        sold.payments,
        sold.paidMinor,
        sold.refunds,
        sold.refundedMinor,
        reported.payments,
        reported.paidMinor,
        reported.refunds,
        reported.refundedMinor,
        others.paidMinor - others.refundedMinor,
        day.open,
      ]),
    ),
  );

/**
 * What Alipay+ support needs to look into differences: ids of both sides, amounts, and where the report says it. Their file prevails, so
 * it is quoted by name and line. https://docs.alipayplus.com/alipayplus/alipayplus/integration_cashier_acq_older_edition/exceptions
 */
export function supportText(counterId: string, differences: readonly KeptDifference[]): string {
  const open = differences.filter(
    ({ mark, difference }) => mark === null && difference.class !== 'OTHER_COUNTER' && difference.class !== 'DATE_SHIFT',
  );
  const blocks = open.map(({ difference: each }) =>
    [
      `${each.class}  ${isoDay(each.day)} (UTC+8)`,
      `  paymentRequestId/refundRequestId: ${each.requestId ?? '-'}`,
      `  Alipay+ id: ${each.alipayId ?? '-'}`,
      `  our records: ${say(each.ours) || '-'}`,
      `  report: ${say(each.theirs) || '-'}`,
      `  file: ${each.file ?? '-'}${each.line === null ? '' : `, line ${String(each.line)}`}`,
    ].join('\n'),
  );
  return `Differences between Alipay+ reports and counter ${counterId}. Amounts in minor units.\n\n${blocks.join('\n\n')}\n`;
}
