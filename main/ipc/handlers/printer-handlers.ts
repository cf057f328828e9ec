import type { FoundPrinterView, PrinterChoice, PrinterStatus, PrinterTest } from '../../../core/contract/printer.ts';
import type { RefusalCode } from '../../../core/contract/refusals.ts';
import { RefusedError, type Handlers } from '../answer.ts';

/** The printer as the page may use it. */
type Desk = {
  readonly status: () => PrinterStatus;
  readonly discover: () => Promise<readonly FoundPrinterView[]>;
  readonly choose: (choice: PrinterChoice) => RefusalCode | null;
  readonly test: () => Promise<PrinterTest | null>;
  readonly compared: (areSame: boolean) => RefusalCode | null;
};

/** The calls about the printer. */
export type PrinterHandlers = Pick<Handlers, Extract<keyof Handlers, `printer.${string}`>>;

/** One function a call. */
export const printerHandlers = (desk: Desk): PrinterHandlers => ({
  'printer.status': () => desk.status(),
  'printer.discover': async () => ({ found: [...(await desk.discover())] }),
  'printer.choose': (choice) => {
    const refused = desk.choose(choice);
    if (refused !== null) throw new RefusedError(refused);
    return {};
  },
  'printer.test': async () => {
    const result = await desk.test();
    if (result === null) throw new RefusedError('not-now');
    return result;
  },
  'printer.compared': ({ areSame }) => {
    const refused = desk.compared(areSame);
    if (refused !== null) throw new RefusedError(refused);
    return {};
  },
});
