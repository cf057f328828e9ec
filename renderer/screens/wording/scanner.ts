import type { ScannerFault, ScannerSetup, ScannerView } from '../../api/types.ts';
import type { Fact } from '../../components/facts.tsx';
import type { Words } from '../../words/shape.ts';

/** What stands around each code. */
export function framingFacts({ scanner }: Words, setup: Pick<ScannerSetup, 'prefix' | 'suffix' | 'hasAim'>): readonly Fact[] {
  return [
    { name: scanner.prefix, value: setup.prefix === '' ? scanner.prefixNone : setup.prefix, isMono: setup.prefix !== '' },
    { name: scanner.suffix, value: scanner.suffixes[setup.suffix] },
    { name: scanner.aim, value: setup.hasAim ? scanner.aims.yes : scanner.aims.no },
  ];
}

/** Why the scanner is not on its wire and what to do, on this system. */
export function scannerFaultOf({ scanner }: Words, fault: ScannerFault, platform: ScannerView['platform']): string {
  const texts: Readonly<Record<ScannerFault, string | Readonly<Record<ScannerView['platform'], string>>>> = scanner.fault;
  const text = texts[fault];
  return typeof text === 'string' ? text : text[platform];
}

/** The line that lets the person at the screen open this scanner; null while its vendor is not known. */
export function udevRuleOf({ device, setup }: ScannerView): string | null {
  const vendorId = device?.vendorId ?? null;
  if (vendorId === null) return null;
  const attributes = `ATTRS{idVendor}=="${vendorId}", ATTRS{idProduct}=="${device?.productId ?? '????'}"`;
  const subsystem = { wedge: 'usb', hid: 'hidraw', serial: 'tty', usb: 'usb' }[setup.wire];
  return `SUBSYSTEM=="${subsystem}", ${attributes}, MODE="0660", TAG+="uaccess"`;
}

/** A time a key, or that there is none. */
export const msText = ({ scanner }: Words, ms: number | null): string => (ms === null ? scanner.msNone : scanner.msOf(ms));

type Scan = ScannerView['meter']['last'][number];

/** What became of a scan. */
export function resultOf({ scanner }: Words, { refused, takenBack }: Scan): string {
  if (refused !== null) return scanner.refused[refused];
  return takenBack === 0 ? scanner.result.read : scanner.result.takenBack(takenBack);
}
