import { performance } from 'node:perf_hooks';
import { scanConfigOf } from '../../core/scan/framing.ts';
import type { Marks } from '../lifecycle/marks.ts';
import { systemClock } from '../lifecycle/clock.ts';
import type { Scope } from '../lifecycle/scope.ts';
import type { Station } from '../scanner/station.ts';
import type { WireTime } from '../scanner/wires/port.ts';
import { createKeyboard, type Keyboard, type KeyboardParts } from './keyboard.ts';
import { createScannerDesk, type ScannerDeskParts } from './scanner-desk.ts';

/** What the scanner and the keyboard are joined to. */
export type JoinParts = Pick<ScannerDeskParts, 'world' | 'store' | 'counter' | 'changed'> & {
  readonly scope: Scope;
  readonly marks: Marks;
  readonly tills: KeyboardParts['tills'];
};

/** The keyboard, which hears wedge scanners, and the station, which turns to other wires; each needs the other. */
export function joinScanner(parts: JoinParts): { readonly keyboard: Keyboard; readonly scanner: Station } {
  const { world, counter, scope, marks, tills } = parts;
  const scanner = createScannerDesk({ ...parts, keyboard: () => keyboard, time: wireTime, wallMs: systemClock.wallMs });
  const keyboard: Keyboard = createKeyboard(
    { house: counter.house, tills, marks, ear: () => scanner.ear },
    scanConfigOf(world.settings().scanner),
  );
  scope.own('keyboard', keyboard.dispose);
  scope.own('scanner', scanner.close);
  return { keyboard, scanner };
}

const wireTime: WireTime = {
  nowMs: () => performance.now(),
  after: (delayMs, act) => {
    const timer = setTimeout(act, delayMs);
    return () => {
      clearTimeout(timer);
    };
  },
};
