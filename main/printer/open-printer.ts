import { cupsAddress, createCupsClient } from './transports/cups-client.ts';
import { cupsQueue } from './transports/cups-queue.ts';
import { breaksWithPower, deviceMedium } from './transports/device-medium.ts';
import type { PrinterTransport } from './transports/port.ts';
import { createQueuePrinter } from './transports/queue.ts';
import type { Spooler } from './transports/spooler-port.ts';
import { talkOf, type TalkChoice } from './transports/talk-choice.ts';
import { tcpMedium } from './transports/tcp-medium.ts';
import { createTwoWayPrinter, WIRE_LIMITS, type Answers } from './transports/two-way.ts';
import type { UsbAddress, UsbLibrary } from './transports/usb-device.ts';
import { usbMedium } from './transports/usb-medium.ts';
import { windowsQueue } from './transports/windows-queue.ts';
import type { ConnectMedium, WireClock } from './transports/wire.ts';

/** Where a printer is. */
export type PrinterPlace =
  | { readonly kind: 'tcp'; readonly host: string; readonly port: number }
  | ({ readonly kind: 'usb' } & UsbAddress)
  | { readonly kind: 'queue'; readonly name: string }
  | { readonly kind: 'device'; readonly path: string };

/** What wires stand on; native libraries are loaded when a wire needs them. `spooler` is null but on Windows. */
export type PrinterEffects = {
  readonly clock: WireClock;
  readonly loadUsb: () => Promise<UsbLibrary>;
  readonly spooler: (() => Spooler) | null;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly user: string;
};

/** The wire to a printer. It opens nothing before the first job or question. */
export function openPrinter(place: PrinterPlace, choice: TalkChoice, effects: PrinterEffects): PrinterTransport {
  const { clock } = effects;
  if (place.kind === 'queue') return createQueuePrinter({ queue: queueOf(place.name, effects), clock });
  const connect = mediumOf(place, effects);
  const answers = place.kind === 'device' ? answersOn(place.path, choice.answers) : choice.answers;
  const keepsAnswers = place.kind !== 'tcp';
  return talkOf(choice, (talk) => createTwoWayPrinter({ connect, talk, clock, keepsAnswers, answers, limits: WIRE_LIMITS }));
}

/** The medium alone, for a question that is no job; null for a queue, which answers nothing. */
export const openMedium = (place: PrinterPlace, effects: PrinterEffects): ConnectMedium | null =>
  place.kind === 'queue' ? null : mediumOf(place, effects);

function mediumOf(place: Exclude<PrinterPlace, { kind: 'queue' }>, { loadUsb }: PrinterEffects): ConnectMedium {
  switch (place.kind) {
    case 'tcp':
      return tcpMedium(place.host, place.port);
    case 'usb':
      return usbMedium(place, loadUsb);
    case 'device':
      return deviceMedium(place.path);
  }
}

/** On a line that outlives a loss of power the printer may be asked how it is, but not believed that a job is done. */
const answersOn = (path: string, answers: Answers): Answers =>
  breaksWithPower(path) || answers === 'never' ? answers : 'status-only';

const queueOf = (name: string, { spooler, env, user }: PrinterEffects) =>
  spooler === null ? cupsQueue(createCupsClient(cupsAddress(env), user), name) : windowsQueue(spooler(), name);
