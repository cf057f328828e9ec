import { parseArgs } from 'node:util';
import { parseScenarioFile } from './gateway/scenario-file.ts';
import type { FaultOrder } from './gateway/faults.ts';
import { readReplay, type Journey } from './gateway/replay.ts';
import type { GatewaySettings } from './gateway/settings.ts';
import type { SimulatorOptions } from './start.ts';

/** What the command line asked for, the words of help, or every fault in plain words. */
export type CommandLine =
  | {
      readonly kind: 'start';
      readonly options: SimulatorOptions;
      readonly faults: readonly FaultOrder[];
      readonly printKeys: boolean;
      readonly stopWithStdin: boolean;
    }
  | { readonly kind: 'help' }
  | { readonly kind: 'wrong'; readonly words: readonly string[] };

/** Every option with its help. */
export const HELP = `Usage: npm run simulator -- [options]

  --host NAME                       listen here (default 127.0.0.1)
  --port N                          port of the gateway (default 0: any free one)
  --wallet-port N|off               port of the wallet page (default 0)
  --printer-port N|off              port of the practice printer (default 0)
  --sftp-port N|off                 port of an SFTP server with reports (default off)
  --reports-dir DIR                 where the reports lie (default: a temporary folder)
  --fault-port N|off                port of a bad network in front of the gateway (default off)
  --fault-control-port N            port where that network takes orders (default 0)
  --client-id ID                    the acquirer's Client-Id
  --client-key FILE|BASE64          the acquirer's public key; without it a pair is made
  --gateway-key FILE|BASE64         the gateway's private key (PKCS#8); without it a fresh one is made
  --print-keys                      put the private key that was made into the ready line
  --scenario FILE                   JSON with settings and faults (docs/simulator.md)
  --replay FILE                     answer as the gateway of this incident file did (docs/simulator.md)
  --path-prefix PATH                in front of the API names (default /aps/api/v1/payments)
  --settlement-currency CODE        the contract's settlement currency
  --request-time-tolerance-ms N|off how far Request-Time may be away (default 300000)
  --key-version N                   only this keyVersion has a key (default: any)
  --notify-url URL                  where notifyPayment goes when a request names no URL
  --notify-any                      send notifications beyond loopback too
  --behaviour approve|ask|never     what codes do that nobody said anything about (default approve)
  --lenient                         ask only for the fields that decide about money
  --strict-codes                    refuse codes that no practice wallet minted
  --no-magic                        last digits and amounts choose nothing
  --cancel-unknown-fails            cancelPayment of an unknown id answers ORDER_NOT_EXIST
  --sign-refusals                   sign even INVALID_SIGNATURE
  --reveal-codes                    show payment codes in full in the ledger
  --stop-with-stdin                 stop when standard input ends
  --help                            these words
`;

const TEXT = { type: 'string' } as const;
const FLAG = { type: 'boolean' } as const;
const OPTIONS = {
  host: TEXT,
  port: TEXT,
  'wallet-port': TEXT,
  'printer-port': TEXT,
  'sftp-port': TEXT,
  'reports-dir': TEXT,
  'fault-port': TEXT,
  'fault-control-port': TEXT,
  'client-id': TEXT,
  'client-key': TEXT,
  'gateway-key': TEXT,
  scenario: TEXT,
  replay: TEXT,
  'path-prefix': TEXT,
  'settlement-currency': TEXT,
  'request-time-tolerance-ms': TEXT,
  'key-version': TEXT,
  'notify-url': TEXT,
  behaviour: TEXT,
  'print-keys': FLAG,
  'notify-any': FLAG,
  lenient: FLAG,
  'strict-codes': FLAG,
  'no-magic': FLAG,
  'cancel-unknown-fails': FLAG,
  'sign-refusals': FLAG,
  'reveal-codes': FLAG,
  'stop-with-stdin': FLAG,
  help: FLAG,
} as const;

type Values = { readonly [Name in keyof typeof OPTIONS]?: (typeof OPTIONS)[Name]['type'] extends 'string' ? string : boolean };

/** Reads the arguments; `readFile` answers a file's text or null when there is none. */
export function readCommandLine(args: readonly string[], readFile: (path: string) => string | null): CommandLine {
  const wrong: string[] = [];
  const values = parse(args, wrong);
  if (values === null) return { kind: 'wrong', words: wrong };
  if (values.help === true) return { kind: 'help' };
  const scenario = readScenario(values.scenario, readFile, wrong);
  const replay = readReplayFile(values.replay, readFile, wrong);
  const settings = readSettings(values, scenario.settings, wrong);
  const clientPublicKey = keyText(values['client-key'], readFile);
  const gatewayPrivateKey = keyText(values['gateway-key'], readFile);
  const options: SimulatorOptions = {
    ...(values.host === undefined ? {} : { host: values.host }),
    gatewayPort: readPort('--port', values.port, wrong) ?? 0,
    walletPort: readPort('--wallet-port', values['wallet-port'], wrong),
    printerPort: readPort('--printer-port', values['printer-port'], wrong),
    ...readReports(values, wrong),
    ...readNetwork(values, wrong),
    ...(clientPublicKey === null ? {} : { clientPublicKey }),
    ...(gatewayPrivateKey === null ? {} : { gatewayPrivateKey }),
    settings,
    replay,
    revealCodes: values['reveal-codes'] === true,
    notifyReach: values['notify-any'] === true ? 'any' : 'loopback',
  };
  if (wrong.length > 0) return { kind: 'wrong', words: wrong };
  return {
    kind: 'start',
    options,
    faults: scenario.faults,
    printKeys: values['print-keys'] === true,
    stopWithStdin: values['stop-with-stdin'] === true,
  };
}

const readReports = (values: Values, wrong: string[]): Pick<SimulatorOptions, 'sftpPort' | 'reportsDir'> => ({
  sftpPort: readPort('--sftp-port', values['sftp-port'] ?? 'off', wrong),
  ...(values['reports-dir'] === undefined ? {} : { reportsDir: values['reports-dir'] }),
});

function parse(args: readonly string[], wrong: string[]): Values | null {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: false }).values;
  } catch (cause) {
    wrong.push(cause instanceof Error ? cause.message : 'unreadable arguments');
    return null;
  }
}

function readReplayFile(
  path: string | undefined,
  readFile: (path: string) => string | null,
  wrong: string[],
): readonly Journey[] {
  if (path === undefined) return [];
  const text = readFile(path);
  const read = text === null ? { ok: false as const, fault: 'cannot be read' } : readReplay(text);
  if (read.ok) return read.journeys;
  wrong.push(`--replay: ${path}: ${read.fault}`);
  return [];
}

function readScenario(path: string | undefined, readFile: (path: string) => string | null, wrong: string[]) {
  const nothing = { settings: {}, faults: [] };
  if (path === undefined) return nothing;
  const text = readFile(path);
  if (text === null) {
    wrong.push(`--scenario: cannot read ${path}`);
    return nothing;
  }
  try {
    const parsed = parseScenarioFile(JSON.parse(text));
    if (parsed.ok) return parsed.scenario;
    wrong.push(`--scenario: ${path}: ${parsed.fault}`);
  } catch {
    wrong.push(`--scenario: ${path} is not JSON`);
  }
  return nothing;
}

/** The command line wins over the scenario file; both pass the same checks. */
function readSettings(values: Values, fromFile: Partial<GatewaySettings>, wrong: string[]): Partial<GatewaySettings> {
  const given = {
    clientId: values['client-id'],
    pathPrefix: values['path-prefix'],
    settlementCurrency: values['settlement-currency'],
    requestTimeToleranceMs: numberOrOff(values['request-time-tolerance-ms']),
    keyVersion: numberOrOff(values['key-version']),
    notifyUrl: values['notify-url'],
    behaviour: values.behaviour,
    lenientOrder: values.lenient,
    strictCodes: values['strict-codes'],
    magic: values['no-magic'] === true ? false : undefined,
    signRefusals: values['sign-refusals'],
    cancelOfUnknown: values['cancel-unknown-fails'] === true ? 'ORDER_NOT_EXIST' : undefined,
  };
  const parsed = parseScenarioFile({
    settings: Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
  });
  if (parsed.ok) return { ...fromFile, ...parsed.scenario.settings };
  wrong.push(parsed.fault.replace('settings.', 'option for '));
  return fromFile;
}

const numberOrOff = (text: string | undefined): number | null | undefined =>
  text === undefined ? undefined : text === 'off' ? null : Number(text);

function readNetwork(values: Values, wrong: string[]): Pick<SimulatorOptions, 'faultPort' | 'faultControlPort'> {
  return {
    faultPort: readPort('--fault-port', values['fault-port'] ?? 'off', wrong),
    faultControlPort: readPort('--fault-control-port', values['fault-control-port'], wrong) ?? 0,
  };
}

/** What cannot be left out. */
const REQUIRED_PORTS: ReadonlySet<string> = new Set(['--port', '--fault-control-port']);

function readPort(name: string, text: string | undefined, wrong: string[]): number | null {
  if (text === undefined) return 0;
  if (text === 'off' && !REQUIRED_PORTS.has(name)) return null;
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 65_536;
  if (port > 65_535) wrong.push(`${name}: not a port: ${text}`);
  return port;
}

/** A path of a readable file stands for its content; anything else is taken as the key itself. */
function keyText(text: string | undefined, readFile: (path: string) => string | null): string | null {
  if (text === undefined) return null;
  return (text.includes('-----BEGIN') ? text : (readFile(text) ?? text)).trim();
}
