import type { Framing } from '../../../core/scan/framing.ts';
import type { WireRead } from '../../../core/scan/hid-pos.ts';
import { createSerialLines } from '../../../core/scan/serial-lines.ts';
import type { DeviceSink, WireTime } from './port.ts';

/** Takes the bytes of an open device and tells its codes; `stop` calls its timer off. */
export type DeviceReader = { readonly bytes: (chunk: Uint8Array) => void; readonly stop: () => void };

/** Reads lines of a serial scanner, with a timer for the code that nothing follows. */
export function createLineReader(suffix: Framing['suffix'], { read }: Pick<DeviceSink, 'read'>, time: WireTime): DeviceReader {
  const lines = createSerialLines({ suffix });
  let cancel = (): void => undefined;
  const tell = (reads: readonly WireRead[]): void => {
    reads.forEach(read);
    cancel();
    const due = lines.dueMs();
    if (due === null) return;
    cancel = time.after(Math.max(0, due - time.nowMs()), () => {
      tell(lines.tick(time.nowMs()));
    });
  };
  return {
    bytes: (chunk) => {
      tell(lines.bytes(chunk, time.nowMs()));
    },
    stop: () => {
      cancel();
    },
  };
}
