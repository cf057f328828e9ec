import { readFileSync, writeFileSync } from 'node:fs';
import { useUsbPrinter } from './usb-printer.ts';

/** Runs in a process of its own under umockdev: job file in, what was seen out. */
const [jobFile = '', seenFile = ''] = process.argv.slice(2);
writeFileSync(seenFile, JSON.stringify(await useUsbPrinter(readFileSync(jobFile))));
process.exit(0);
