import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { READY, startTcpDouble, type TcpDouble } from '../contract/printer-tcp-double.ts';
import { emptyApp } from './empty-app.ts';
import { percentile } from './marks.ts';
import { install, type Way } from './package-ways.ts';
import { launchPackaged, PAPER, until, type Launch, type PackagedTill } from './packaged-till.ts';
import { sumMb, toldMemory } from './process-family.ts';
import { writeProvisioning } from './provisioning.ts';
import { startGatewayProcess, type BookedPayment, type GatewayProcess } from './simulator-process.ts';
import type { Person } from './unprivileged.ts';
import { asPng, countColour } from './x-picture.ts';

/** What the packages are tried with. */
export type PackagedOptions = {
  readonly files: readonly string[];
  readonly person: Person;
  /** Display, keychain and home of that person. */
  readonly env: NodeJS.ProcessEnv;
  /** How the development build starts, for the comparison of start-up times. */
  readonly development: { readonly command: string; readonly args: readonly string[] };
  readonly starts: number;
  /** How long nothing happens before memory is measured. */
  readonly restMs: number;
  readonly pictures: string;
};

const projectRoot = path.resolve(import.meta.dirname, '../..');

/** `--paid-bg` of the light look, which fills the stage only when a payment is paid. */
const PAID = '#ddf1e5';
const PAID_POINTS = 60_000;

/**
 * Installs or unpacks each package, starts it as somebody without rights and with Chromium's sandbox on, and takes a payment by
 * real keys. All of them use one data folder, one after the other, so that each finds the ledger and the keychain of the one before.
 */
export async function tryPackages(options: PackagedOptions, say: (line: string) => void) {
  const gateway = await startGatewayProcess();
  const printer = await startTcpDouble({ status: READY, gsR: 0 });
  const dataDir = path.join(options.person.folder, 'data');
  const faults: string[] = [];
  const counts = { launched: 0, paid: 0 };
  const idle: number[] = [];
  let times: StartTimes = { packaged: [], development: [] };
  try {
    const provisioning = writeProvisioning(options.person.folder, gateway, { printerPort: printer.port });
    mkdirSync(options.pictures, { recursive: true });
    options.person.give(options.person.folder);
    for (const [at, file] of options.files.entries()) {
      try {
        const way = await install(file, path.join(options.person.folder, `way-${String(at)}`));
        const launch = launchOf(options, way.command, ['--data', dataDir]);
        try {
          if (at === 0) await provision(launch, provisioning);
          faults.push(...(await refusesToBeLookedInto(launch)));
          const till = await launchPackaged(launch);
          counts.launched += 1;
          try {
            await takePayment({ till, gateway, printer, number: at + 1 });
            counts.paid += 1;
            await rest(options.restMs);
            const memory = till.memory();
            idle.push(sumMb(memory));
            say(`${way.name} at rest: ${toldMemory(memory)}`);
            faults.push(...unfiltered(way, till));
          } finally {
            writeFileSync(path.join(options.pictures, `${way.name}.png`), asPng(await till.picture()));
            await till.close();
          }
          if (at === 0) times = await startTimes(launch, options, dataDir);
          say(`${way.name}: started, took payment ${String(at + 1)}, printed it`);
        } finally {
          await way.remove();
        }
      } catch (cause) {
        faults.push(`${path.basename(file)}: ${cause instanceof Error ? cause.message : String(cause)}`);
      }
    }
    return { counts, faults, idleMemoryMb: idle.length === 0 ? null : Math.max(...idle), times };
  } finally {
    await printer.close();
    await gateway.stop();
  }
}

const launchOf = ({ env, person }: PackagedOptions, command: string, args: readonly string[]): Launch => ({
  command,
  args,
  env,
  owner: person.owner,
});

async function provision(launch: Launch, file: string): Promise<void> {
  const { code, output } = await runToEnd({ ...launch, args: [...launch.args, '--provision', file, '--provision-only'] });
  if (code !== 0) throw new Error(`provisioning ended with ${String(code)}: ${output}`);
}

/** Switches that open the program to whoever can start it; each start must refuse and end. */
const SWITCHES = [['--remote-debugging-port=0'], ['--inspect=0'], ['--no-sandbox'], ['--js-flags=--expose-gc']];

async function refusesToBeLookedInto(launch: Launch): Promise<readonly string[]> {
  const faults: string[] = [];
  for (const extra of SWITCHES) {
    const { code, output } = await runToEnd({ ...launch, args: [...launch.args, ...extra] });
    if (code !== 2 || /DevTools listening|Debugger listening/.test(output))
      faults.push(`${extra.join(' ')} was not refused: it ended with ${String(code)}: ${output}`);
  }
  const asNode = { ...launch, args: ['-p', '"as node"'], env: { ...launch.env, ELECTRON_RUN_AS_NODE: '1' } };
  const { output } = await runToEnd({ ...asNode, args: [...asNode.args, '--inspect=0'] });
  if (output.includes('as node')) faults.push('it runs as Node when asked to');
  return faults;
}

/** Runs it until it ends; one that does not is killed after twenty seconds and has no code. */
function runToEnd({ command, args, env, owner }: Launch): Promise<{ readonly code: number | null; readonly output: string }> {
  const child = spawn(command, [...args], { env, ...owner, cwd: '/', stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
  }
  const timer = setTimeout(() => child.kill('SIGKILL'), 20_000);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      clearTimeout(timer);
      resolve({ code, output });
    });
  });
}

type Attempt = {
  readonly till: PackagedTill;
  readonly gateway: GatewayProcess;
  readonly printer: TcpDouble;
  readonly number: number;
};

/** By real keys, and believed only when the gateway's books, the printer's bytes and the screen all say so. */
async function takePayment({ till, gateway, printer, number }: Attempt): Promise<void> {
  const wanted = 1_000 + number;
  const paper = printer.paper().length;
  await until(async () => (await requests(gateway)) >= number);
  await till.keys.focus();
  await till.keys.type(String(wanted), 40);
  await till.keys.press('Return');
  await till.keys.scan(await gateway.mintCode({ behaviour: 'approve' }));
  await until(async () => {
    const payments = (await gateway.ledger())['payments'] as readonly BookedPayment[];
    return payments.length === number && payments.some((one) => one.status === 'paid' && one.amount.value === String(wanted));
  });
  await until(async () => countColour(await till.picture(), PAID) > PAID_POINTS);
  await until(() => Promise.resolve(printer.paper().length > paper + 200));
}

/** What the gateway was asked so far; its hello at each start comes when the till can sign. */
async function requests(gateway: GatewayProcess): Promise<number> {
  return ((await gateway.ledger())['requests'] as readonly unknown[]).length;
}

function unfiltered(way: Way, till: PackagedTill): readonly string[] {
  const renderers = till.renderersFiltered();
  return renderers.length > 0 && renderers.every(Boolean) ? [] : [`${way.name}: a page runs without the sandbox`];
}

type StartTimes = { readonly packaged: readonly number[]; readonly development: readonly number[] };

/** The package and the development build by turns, so that whatever else the machine does meets both. */
async function startTimes(launch: Launch, options: PackagedOptions, dataDir: string): Promise<StartTimes> {
  const { command, args } = options.development;
  const packaged: number[] = [];
  const development: number[] = [];
  for (let run = 0; run < options.starts; run += 1) {
    packaged.push(await startTime(launch));
    development.push(await startTime(launchOf(options, command, [...args, '--data', dataDir])));
  }
  return { packaged, development };
}

async function startTime(launch: Launch): Promise<number> {
  const till = await launchPackaged(launch);
  await till.close();
  return till.startedMs;
}

/** What an empty window of the same runtime holds after the same rest, in megabytes. */
export async function emptyWindowMb(
  options: Omit<PackagedOptions, 'files' | 'starts' | 'pictures'>,
  say: (line: string) => void,
) {
  const folder = emptyApp(options.person.folder, PAPER);
  options.person.give(folder);
  const { person, env, development } = options;
  const till = await launchPackaged({ command: development.command, args: [folder], env, owner: person.owner });
  try {
    await rest(options.restMs);
    const memory = till.memory();
    say(`an empty window at rest: ${toldMemory(memory)}`);
    return sumMb(memory);
  } finally {
    await till.close();
  }
}

const rest = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms);
  });

/** The middle one of some times; null of none. */
export const median = (times: readonly number[]): number | null => (times.length === 0 ? null : percentile(times, 0.5));

/** How the unpackaged application starts for a person without rights. */
export const developmentLaunch = (executable: string): PackagedOptions['development'] => ({
  command: executable,
  args: [projectRoot],
});
