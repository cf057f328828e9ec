import * as z from 'zod';
import { PRINTER_PAGES } from '../../core/contract/printer.ts';
import { line, whole } from './fields.ts';

/** The languages that core/receipt has words for; compose would not compile if one were missing there. */
const LANGUAGES = ['en', 'zh-Hans', 'zh-Hant', 'ja', 'ko', 'th', 'ar', 'he', 'hi', 'ru', 'el'] as const;

const drawer = z.strictObject({
  pin: z.union([z.literal(2), z.literal(5)]).default(2),
  onSteps: whole(1, 255).default(60).describe('length of the pulse in steps of 2 ms'),
  offSteps: whole(1, 255).default(120).describe('pause after it in steps of 2 ms'),
  opens: z.enum(['never', 'sale']).default('never').describe('sale: with the first paper of every sale'),
});

/** What the printer can do. What is left out is as the family of printers has it. */
export const paper = {
  columns: z
    .union([z.literal(32), z.literal(42), z.literal(48)])
    .default(48)
    .describe('characters in a line: 32 on 58 mm paper, 42 or 48 on 80 mm'),
  codePage: z.enum(PRINTER_PAGES).default('pc437').describe("the printer's character set"),
  driver: z.enum(['epson', 'star', 'custom', 'tanca', 'brother', 'daruma']).default('epson').describe('family of the printer'),
  answers: z
    .enum(['auto', 'always', 'status-only', 'never'])
    .default('auto')
    .describe('what the printer says back: auto finds out; status-only tells faults and never "printed"; never asks nothing'),
  hasTickets: z.boolean().default(false).describe('the printer names the job that it has finished (GS ( H); Test finds out'),
  dots: whole(128, 832).multipleOf(8).exactOptional().describe('dots across the paper; 12 for each column when left out'),
  letters: z
    .enum(['none', 'ascii', 'code-page'])
    .exactOptional()
    .describe("for what the printer's own letters are used; code-page only after the printed test was compared by a person"),
  symbols: z.enum(['printer', 'picture', 'digits']).exactOptional().describe('who draws barcodes and QR codes'),
  cut: z.enum(['none', 'partial', 'full']).exactOptional(),
  feedLines: whole(0, 20).exactOptional().describe('blank lines before the cut'),
  drawer: drawer.nullable().exactOptional().describe('cash drawer at the printer; null when there is none'),
  buzzerTimes: whole(1, 9).nullable().exactOptional().describe('how often the buzzer sounds with each paper'),
  jobBytesMax: whole(2_000, 10_000_000)
    .nullable()
    .exactOptional()
    .describe('larger papers are printed with half the dots; for slow serial wires'),
  keepsLogo: z
    .boolean()
    .exactOptional()
    .describe('true keeps the logo in the memory of the printer; print a test page once to put it there'),
};

const tax = z.strictObject({
  label: line(32).describe('as the tax law wants it, such as GST or VAT'),
  basisPoints: whole(0, 10_000).describe('hundredths of a percent: 900 is 9 %'),
});

/** How the shop's receipts look; every one of them may be left out. */
export const receiptFields = {
  receiptLanguage: z.enum(LANGUAGES).exactOptional().describe('language of the receipts; en when left out'),
  taxes: z.array(tax).max(4).exactOptional().describe('taxes that all prices already contain'),
  footerQr: line(256).exactOptional().describe('text of a QR code under the footer, such as a web address'),
  logoPng: z
    .string()
    .max(120_000)
    .regex(/^iVBORw0KGgo[A-Za-z0-9+/]+={0,2}$/)
    .exactOptional()
    .describe('a PNG picture in base64, printed above the name'),
};
