import { isRecord } from '../web/exchange.ts';
import { readOrder, type FaultOrder } from './faults.ts';
import { DEFAULT_SETTINGS, type GatewaySettings } from './settings.ts';

/** What a scenario file says: settings to start with and faults to begin with. */
export type ScenarioFile = { readonly settings: Partial<GatewaySettings>; readonly faults: readonly FaultOrder[] };

/** A scenario, or the first fault with its path. */
export type ParsedScenario =
  { readonly ok: true; readonly scenario: ScenarioFile } | { readonly ok: false; readonly fault: string };

type Check = (value: unknown) => boolean;

const isText: Check = (value) => typeof value === 'string' && value !== '';
const isFlag: Check = (value) => typeof value === 'boolean';
const isWhole: Check = (value) => typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
const isPositive: Check = (value) => isWhole(value) && value !== 0;
const orNull =
  (check: Check): Check =>
  (value) =>
    value === null || check(value);
const oneOf =
  (...names: readonly string[]): Check =>
  (value) =>
    names.some((name) => name === value);
const listOf =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(check);
const isRates: Check = (value) =>
  isRecord(value) && Object.values(value).every((rate) => typeof rate === 'string' && /^\d{1,12}(?:\.\d{1,8})?$/.test(rate));

/** One check a setting: a setting without one does not compile. */
const CHECKS: Readonly<Record<keyof GatewaySettings, Check>> = {
  clientId: isText,
  acquirerId: isText,
  pathPrefix: (value) => typeof value === 'string' && /^(?:\/[\w.-]+)*$/.test(value),
  requestTimeToleranceMs: orNull(isWhole),
  keyVersion: orNull(isWhole),
  signRefusals: isFlag,
  lenientOrder: isFlag,
  strictCodes: isFlag,
  codeLifetimeMs: isPositive,
  paymentLifetimeMs: isPositive,
  cancelOfUnknown: oneOf('SUCCESS', 'ORDER_NOT_EXIST'),
  paymentIdWhileUnknown: isFlag,
  settlementCurrency: orNull((value) => typeof value === 'string' && /^[A-Z]{3}$/.test(value)),
  settlementRounding: oneOf('half-even', 'half-up', 'down'),
  rates: isRates,
  currencies: orNull(listOf(isText)),
  wholeRupiah: isFlag,
  requestsPerSecond: orNull(isPositive),
  behaviour: oneOf('approve', 'ask', 'never'),
  magic: isFlag,
  registrationDecideMs: isWhole,
  registrationRejects: listOf(isText),
  registrationGapMs: isWhole,
  approved: orNull(listOf(isText)),
  customsDecideMs: isWhole,
  notifyUrl: orNull(isText),
  notifyScheduleMs: listOf(isWhole),
};

/** Reads `{settings: {...}, faults: [...]}`; settings may also stand at the top. Unknown names are faults, not silence. */
export function parseScenarioFile(value: unknown): ParsedScenario {
  if (!isRecord(value)) return { ok: false, fault: 'not a JSON object' };
  const { settings = {}, faults = [], ...top } = value;
  if (!isRecord(settings)) return { ok: false, fault: 'settings: not an object' };
  const given = { ...top, ...settings };
  const wrong = Object.entries(given).find(([name, each]) => !isSetting(name) || !CHECKS[name](each));
  if (wrong !== undefined)
    return {
      ok: false,
      fault: isSetting(wrong[0]) ? `settings.${wrong[0]}: not a valid value` : `settings.${wrong[0]}: no such setting`,
    };
  const orders = Array.isArray(faults) ? faults.map((each) => readOrder(each)) : [null];
  const readable = orders.filter((order) => order !== null);
  return readable.length === orders.length
    ? { ok: true, scenario: { settings: given, faults: readable } }
    : { ok: false, fault: 'faults: expected a list of {name, count?, api?, delayMs?}' };
}

const isSetting = (name: string): name is keyof GatewaySettings => Object.hasOwn(DEFAULT_SETTINGS, name);
