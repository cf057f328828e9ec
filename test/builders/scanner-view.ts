import type { ScannerView } from '../../core/contract/scanner.ts';
import { NOW_MS } from './snapshot.ts';

/** A scanner that types, with one scan behind it; say only what matters to the test. */
export const aScannerView = (over: Partial<ScannerView> = {}): ScannerView => ({
  setup: { prefix: '', suffix: 'enter', hasAim: false, wire: 'wedge', port: null, baudRate: 9_600 },
  state: 'keyboard',
  fault: null,
  device: null,
  ports: [],
  platform: 'linux',
  meter: {
    read: 1,
    dropped: 0,
    corrected: 0,
    msPerKey: 4.2,
    last: [{ atMs: NOW_MS, wire: 'wedge', refused: null, mask: '28••••4821', length: 24, msPerKey: 4.2, takenBack: 0 }],
  },
  learning: null,
  ...over,
});
