import { readFileSync } from 'node:fs';
import process from 'node:process';
import { HELP, readCommandLine } from './options.ts';
import { startSimulator, type RunningSimulator, type SimulatorReports } from './start.ts';

/** What Electron puts on `process` in a utility process. */
type ParentPort = {
  readonly postMessage: (message: unknown) => void;
  readonly on: (event: 'message', listener: (event: { readonly data: unknown }) => void) => unknown;
};

const READABLE_KEY_MAX_PATH = 1_024;

async function run(args: readonly string[]): Promise<void> {
  const line = readCommandLine(args, readText);
  if (line.kind === 'help') {
    process.stdout.write(HELP);
    return;
  }
  if (line.kind === 'wrong') {
    refuse(line.words);
    return;
  }
  try {
    const simulator = await startSimulator(line.options);
    for (const fault of line.faults) simulator.control.orderFault(fault);
    announce(simulator, line.printKeys);
    stopWhenTold(simulator, line.stopWithStdin);
  } catch (cause) {
    refuse([cause instanceof Error ? cause.message : 'the simulator could not start']);
  }
}

function refuse(words: readonly string[]): void {
  process.stderr.write(`${words.map((word) => `simulator: ${word}`).join('\n')}\nTry --help.\n`);
  process.exitCode = 2;
}

/** One line for whoever started it: where everything is. The private key is in it only when asked for. */
function announce(simulator: RunningSimulator, printKeys: boolean): void {
  const { gatewayUrl, walletUrl, printerPort, clientId, gatewayPublicKey, clientPublicKey, clientPrivateKey } = simulator;
  const ready = {
    ready: true,
    gatewayUrl,
    walletUrl,
    printerPort,
    clientId,
    acquirerId: simulator.ledger().acquirerId,
    gatewayPublicKey,
    clientPublicKey,
    ...(simulator.network === null ? {} : { faultUrl: simulator.network.url, faultControlUrl: simulator.network.controlUrl }),
    ...(simulator.reports === null ? {} : { reports: reportsOf(simulator.reports) }),
    ...(printKeys && clientPrivateKey !== null ? { clientPrivateKey } : {}),
  };
  process.stdout.write(`${JSON.stringify(ready)}\n`);
  parentPort()?.postMessage(ready);
}

/** What a client needs to fetch reports; the password guards practice files only. */
const reportsOf = ({ port, user, password, hostKey }: SimulatorReports) => ({ port, user, password, hostKey, root: '/v1' });

function stopWhenTold(simulator: RunningSimulator, stopWithStdin: boolean): void {
  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    void simulator.close().then(() => {
      process.exit(0);
    });
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  process.on('disconnect', stop);
  parentPort()?.on('message', ({ data }) => {
    if (typeof data === 'object' && data !== null && Reflect.get(data, 'type') === 'stop') stop();
  });
  if (stopWithStdin) process.stdin.resume().on('end', stop).on('error', stop);
}

const parentPort = (): ParentPort | null => ('parentPort' in process ? (process.parentPort as ParentPort | null) : null);

function readText(path: string): string | null {
  try {
    return path.length > READABLE_KEY_MAX_PATH ? null : readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

await run(process.argv.slice(2));
