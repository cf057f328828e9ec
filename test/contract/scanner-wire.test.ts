import { describe, it } from 'vitest';
import { fakeBench, hasSocat, hidBench, serialBench } from './scanner-doubles.ts';
import { scannerWireConformance } from './scanner-wire.ts';

scannerWireConformance('the fake scanner', fakeBench);
scannerWireConformance('the HID adapter on captured reports', hidBench);

// The system's own serial driver, binding and adapter; the USB gadgets are run by `npm run evidence -- scanner-usb`.
if (hasSocat()) scannerWireConformance('the serial adapter on a pseudo terminal', serialBench);
else
  describe('the serial adapter on a pseudo terminal', () => {
    it.skip('needs socat');
  });
