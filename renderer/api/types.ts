/** The wire's types and code unions as the screens may know them; screens never import core/contract themselves. */
export type { Channel } from '../../core/contract/channel-names.ts';
export type { DisplayView, Language, Theme } from '../../core/contract/display.ts';
export type { BrandKitView, BrandView } from '../../core/contract/brand.ts';
export type { CustomerChoice, CustomerPicture, CustomerScene, CustomerView } from '../../core/contract/customer.ts';
export type { ChosenFile } from '../../core/contract/files.ts';
export type { Req, Res } from '../../core/contract/channels.ts';
export type { Outcome, RefusalCode } from '../../core/contract/refusals.ts';
export type { FoundPrinterView as FoundPrinter, PrinterChoice, PrinterStatus, PrinterTest } from '../../core/contract/printer.ts';
export type { ScannerFault, ScannerSetup, ScannerView } from '../../core/contract/scanner.ts';
export type { NotifyAlarm, NotifyFault } from '../../core/contract/notify.ts';
export type { MoneyView } from '../../core/contract/money.ts';
export type { OpeningNote, OpeningView } from '../../core/contract/opening.ts';
export type { OpeningField, OpeningForm, OpeningPlace, OpeningStep } from '../../core/opening/form.ts';
export type { OpeningTask } from '../../core/opening/tasks.ts';
export type { Lesson, LessonEnd, LessonPlace, LessonStep } from '../../core/practice/lessons.ts';
export type { LessonNote, LessonsPage } from '../../core/contract/lessons.ts';
export type { AskingView, PeopleView } from '../../core/contract/people.ts';
export type { FiguresView, ShiftPage } from '../../core/contract/shift.ts';
export type {
  Face,
  Health,
  Notice,
  PaymentDetail,
  PaymentView,
  RefundView,
  SaleView,
  SlipView,
  Snapshot,
  Stage,
  TimelineRow,
} from '../../core/contract/views.ts';
export type { AlipayPlusFamily, ForeignFamily } from '../../core/paycode/family.ts';
export type { Alarm } from '../../core/payment/record.ts';
export type { AdviceKey } from '../../core/payment/result-codes.ts';
export type { DoubtCause } from '../../core/payment/verdict.ts';
import type { Channel } from '../../core/contract/channel-names.ts';
import type { Req, Res } from '../../core/contract/channels.ts';
import type { Snapshot } from '../../core/contract/views.ts';
import type { EventOfPayment, PrintOutcome } from '../../core/journal/events.ts';

/** What the keychain says of itself. */
export type KeychainState = Snapshot['health']['keychain'];

/** Calls about reports that answer with something to show. */
type ReportAnswers =
  | 'reports.view'
  | 'reports.fetch'
  | 'reports.import'
  | 'reports.drop'
  | 'reports.inquire'
  | 'reports.save'
  | 'reports.setup'
  | 'reports.preview'
  | 'reports.practice';

/** Reports as the page shows them. */
export type ReportView = Res<'reports.view'>;
export type ReportSpan = Req<'reports.view'>;
export type ReportSetup = Res<'reports.setup'>['setup'];
export type Taken = Res<'reports.fetch'>;
export type ReportDay = ReportView['days'][number];
export type ReportDifference = ReportView['differences'][number];
export type ReportSettlement = ReportView['settlements'][number];
export type ReportPreview = NonNullable<Res<'reports.preview'>>;

/** The books as the page shows them. */
export type BooksPage = Res<'books.page'>;
export type Looked = NonNullable<Res<'books.look'>>;

/** Calls that answer with nothing but "done". */
export type Act = Exclude<
  Channel,
  | 'app.snapshot'
  | `health.${string}`
  | 'brand.view'
  | 'brand.keep'
  | 'files.choose'
  | 'keys.view'
  | 'keys.strip'
  | 'customer.view'
  | 'customer.picture'
  | 'updates.view'
  | ReportAnswers
  | 'disputes.list'
  | 'customs.of'
  | 'customs.declare'
  | 'registration.view'
  | 'registration.begin'
  | 'registration.submit'
  | 'registration.ask'
  | 'disputes.enter'
  | 'disputes.answer'
  | 'payment.detail'
  | 'history.search'
  | 'setup.status'
  | `opening.${string}`
  | 'lessons.view'
  | 'scanner.view'
  | 'refund.start'
  | 'printer.status'
  | 'printer.discover'
  | 'printer.test'
  | 'refund.needs'
  | 'people.list'
  | 'people.phone'
  | 'shift.page'
  | 'books.page'
  | 'books.folder'
  | 'books.export'
  | 'books.look'
  | 'books.count'
  | 'receipt.preview'
  | 'receipt.pdf'
>;

/**
 * The codes of `TimelineRow.what`: the event's type, with what the answer said behind a slash (`payment-answered/paid`,
 * `slip/printed`). A new event without its words does not compile.
 */
export type TimelineWhat = WhatOf<EventOfPayment>;

type WhatOf<Event> = Event extends { readonly type: infer Type extends string }
  ? Type extends 'slip'
    ? `slip/${PrintOutcome}`
    : Event extends { readonly verdict: { readonly kind: infer Kind extends string } }
      ? `${Type}/${Kind}`
      : Type
  : never;
