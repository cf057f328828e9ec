import type { Channel } from '../../core/contract/channel-names.ts';
import type { Act } from '../../core/people/roles.ts';
import type { Staff } from '../../core/people/staff-port.ts';
import { RefusedError, type Handlers } from './answer.ts';

/**
 * What a call needs of the person at the counter. `anyone`: also while it is locked, because it shows or changes nothing of the shop's.
 * Calls that give money back, and those about people and shifts, ask the table once more where they know what they are about.
 */
export const ACT_OF: Readonly<Record<Channel, Act | 'anyone'>> = {
  'app.snapshot': 'anyone',
  'app.keys': 'anyone',
  'app.open-wallet': 'anyone',
  'files.choose': 'look',
  'display.save': 'look',
  'brand.view': 'anyone',
  'brand.keep': 'settings',
  'brand.drop': 'settings',
  'keys.view': 'anyone',
  'keys.save': 'settings',
  'keys.strip': 'look',
  'customer.view': 'look',
  'customer.save': 'settings',
  'customer.picture': 'settings',
  'customer.drop-picture': 'settings',
  'health.page': 'look',
  'health.incident': 'look',
  'updates.view': 'look',
  'updates.look': 'settings',
  'updates.from-folder': 'settings',
  'updates.install': 'settings',
  'updates.go-back': 'settings',
  'updates.try-again': 'settings',
  'updates.save': 'settings',
  'sale.key': 'charge',
  'sale.note': 'charge',
  'code.open': 'charge',
  'code.close': 'charge',
  'payment.cancel': 'look',
  'payment.keep-checking': 'look',
  'payment.next': 'charge',
  'payment.show': 'look',
  'payment.detail': 'look',
  'refund.start': 'look',
  'refund.needs': 'look',
  'receipt.print': 'reprint',
  'receipt.preview': 'look',
  'receipt.pdf': 'reprint',
  'history.search': 'look',
  'setup.status': 'look',
  'setup.make-key': 'settings',
  'setup.import-key': 'settings',
  'setup.activate-key': 'settings',
  'setup.save-gateway-key': 'settings',
  'opening.view': 'settings',
  'opening.save': 'settings',
  'opening.make-key': 'settings',
  'opening.save-key': 'settings',
  'opening.apply': 'settings',
  'opening.task': 'settings',
  'opening.go': 'settings',
  'lessons.view': 'look',
  'lessons.begin': 'charge',
  'lessons.leave': 'look',
  'lessons.new-roll': 'look',
  'printer.status': 'look',
  'printer.discover': 'look',
  'printer.choose': 'settings',
  'printer.test': 'test-printer',
  'printer.compared': 'settings',
  'scanner.view': 'look',
  'scanner.save': 'settings',
  'scanner.learn': 'settings',
  'scanner.keep-learnt': 'settings',
  'scanner.sheet': 'look',
  'reports.view': 'look',
  'reports.run': 'look',
  'reports.fetch': 'look',
  'reports.import': 'settings',
  'reports.drop': 'settings',
  'reports.explain': 'settings',
  'reports.pay': 'settings',
  'reports.inquire': 'look',
  'reports.save': 'settings',
  'reports.print': 'look',
  'reports.setup': 'look',
  'reports.save-setup': 'settings',
  'reports.preview': 'settings',
  'reports.practice': 'settings',
  'disputes.list': 'look',
  'disputes.enter': 'disputes',
  'disputes.answer': 'disputes',
  'registration.view': 'look',
  'registration.begin': 'registration',
  'registration.save': 'registration',
  'registration.drop': 'registration',
  'registration.attach': 'registration',
  'registration.detach': 'registration',
  'registration.submit': 'registration',
  'registration.ask': 'registration',
  'customs.of': 'look',
  'customs.declare': 'customs',
  'customs.ask': 'customs',
  'staff.key': 'anyone',
  'staff.back': 'anyone',
  'staff.by-phone': 'anyone',
  'staff.lock': 'anyone',
  'people.list': 'look',
  'people.add': 'people',
  'people.change': 'people',
  'people.remove': 'people',
  'people.rules': 'settings',
  'people.renew': 'look',
  'people.drop': 'look',
  'people.phone': 'people',
  'books.page': 'books',
  'books.folder': 'books',
  'books.copy': 'books',
  'books.export': 'books',
  'books.look': 'books',
  'books.restore': 'books',
  'books.count': 'books',
  'books.erase': 'books',
  'shift.page': 'look',
  'shift.open': 'shift-open',
  'shift.take-over': 'shift-take-over',
  'shift.close': 'shift-close',
  'shift.print': 'look',
};

/** Puts the permission table in front of every handler. */
export function guarded(handlers: Handlers, staff: Pick<Staff, 'may' | 'active'>): Handlers {
  const entries = (Object.entries(handlers) as [Channel, (request: never) => unknown][]).map(([channel, run]) => [
    channel,
    (request: never) => {
      check(channel, staff);
      return run(request);
    },
  ]);
  return Object.fromEntries(entries) as Handlers;
}

function check(channel: Channel, staff: Pick<Staff, 'may' | 'active'>): void {
  const act = ACT_OF[channel];
  if (act === 'anyone') return;
  const may = staff.may(act);
  if (may !== 'yes') throw new RefusedError(may === 'second-person' ? 'not-permitted' : may);
  staff.active();
}
