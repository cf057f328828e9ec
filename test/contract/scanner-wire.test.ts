import { describe, it } from 'vitest';
import { fakeBench, hasSocat, hidBench, serialBench } from './scanner-doubles.ts';
import { scannerWireConformance } from './scanner-wire.ts';

scannerWireConformance('the fake scanner', fakeBench);
scannerWireConformance('the HID adapter on captured reports', hidBench);

// The system's own serial driver, its binding and our adapter, with nothing of it faked.
if (hasSocat()) scannerWireConformance('the serial adapter on a pseudo terminal', serialBench);
else
  describe('the serial adapter on a pseudo terminal', () => {
    it.skip('needs socat');
  });
