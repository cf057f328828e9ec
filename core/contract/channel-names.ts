/** Every call a page can make, without its shapes: the door is opened before the library that checks shapes is loaded. */
export const CHANNEL_NAMES = [
  'app.snapshot',
  'app.keys',
  'app.open-wallet',
  'sale.key',
  'sale.note',
  'code.open',
  'code.close',
  'payment.cancel',
  'payment.keep-checking',
  'payment.next',
  'payment.show',
  'payment.detail',
  'refund.start',
  'receipt.print',
  'receipt.preview',
  'receipt.pdf',
  'history.search',
  'setup.status',
  'setup.make-key',
  'setup.import-key',
  'setup.activate-key',
  'setup.save-gateway-key',
  'printer.status',
  'printer.discover',
  'printer.choose',
  'printer.test',
  'scanner.view',
  'scanner.save',
  'scanner.learn',
  'scanner.keep-learnt',
  'scanner.sheet',
  'reports.view',
  'reports.run',
  'reports.fetch',
  'reports.import',
  'reports.drop',
  'reports.explain',
  'reports.pay',
  'reports.inquire',
  'reports.save',
  'reports.setup',
  'reports.save-setup',
  'reports.preview',
  'reports.practice',
] as const;

/** The name of a call. */
export type Channel = (typeof CHANNEL_NAMES)[number];

/** The only message main sends on its own: a new snapshot. */
export const SNAPSHOT_EVENT = 'paydesk:snapshot';

/** Channel names on the wire carry a prefix so that a stray message of a library is never taken for ours. */
export const wireName = (channel: Channel): string => `paydesk:${channel}`;
