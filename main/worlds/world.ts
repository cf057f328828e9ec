import type { Health } from '../../core/contract/views.ts';
import type { AlipayPlusClient } from '../alipayplus/client.ts';
import type { ExchangeRecord } from '../alipayplus/options.ts';
import type { NotifyPlan } from '../notify/plan.ts';
import type { LessonStage } from '../practice/lesson-stage.ts';
import type { PrinterPlace } from '../printer/open-printer.ts';
import type { Settings } from '../settings/schema.ts';
import type { WorldReports } from './world-reports.ts';
import type { WorldPeople } from './people-world.ts';

/** What a world is told and asked for when it makes a client. */
export type ConnectParts = {
  readonly onExchange: (record: ExchangeRecord) => void;
  /** A request was written to its socket, or an answer read from it; for tests. */
  readonly onStep: (step: string) => void;
  /** A request has been signed; for measuring. */
  readonly onSigned: () => void;
  /** Where Alipay+ is told to send notifications at this moment; null tells it nothing. */
  readonly notifyUrl: () => string | null;
  /** Newest Response-Time that an earlier run verified, epoch ms; null when there is none. */
  readonly newestResponseTimeMs: () => number | null;
};

/** A client that can charge, or why there is none. */
export type Connected =
  | { readonly ok: true; readonly client: AlipayPlusClient; readonly keychain: 'ok' | 'memory' }
  | {
      readonly ok: false;
      readonly keychain: Exclude<Health['keychain'], 'ok' | 'memory'>;
      /** Where it is not the keychain that stops the counter. */ readonly why?: string;
    };

/** Where a counter stands: at a real shop with its keychain, or in the practice world with keys in memory. */
export type World = {
  readonly mode: 'practice' | 'live';
  readonly ledgerFile: string;
  readonly walletUrl: string | null;
  /** False where there are no keys of the shop's own to show or change. */
  readonly hasKeys: boolean;
  /** True for practice in the shop's own name, whose printer and scanner are kept in the shop's own settings. */
  readonly isOwnShop?: boolean;
  readonly settings: () => Settings;
  readonly people: WorldPeople;
  /** Where the printer is at this moment; null while nothing is printed. */
  readonly printer: () => PrinterPlace | null;
  /** Where messages from Alipay+ are heard; null keeps the listener off. */
  readonly notify: NotifyPlan | null;
  /** Where reports are kept and fetched. */
  readonly reports: WorldReports;
  /** What the lessons ask of the practice gateway; only the practice world has it. */
  readonly lessonStage?: LessonStage;
  readonly connect: (parts: ConnectParts) => Promise<Connected>;
  readonly stop: () => Promise<void> | void;
};

/** True where scanner and printer are kept in the shop's own settings. */
export const keepsSettings = ({ hasKeys, isOwnShop }: World): boolean => hasKeys || isOwnShop === true;
