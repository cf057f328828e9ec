import type { WriteFault } from '../settings/store-port.ts';

/** Why settings were not saved, as the page is told. */
export type WriteRefusal = 'settings-invalid' | 'settings-locked' | 'settings-unwritable';

/** What went wrong with the disk is one thing for the page; the table of words says what to do. */
export function writeRefusal(fault: WriteFault): WriteRefusal {
  switch (fault) {
    case 'settings-invalid':
    case 'settings-locked':
      return fault;
    case 'settings-disk-full':
    case 'settings-read-only':
    case 'settings-write-failed':
      return 'settings-unwritable';
  }
}
