/**
 * Report descriptors of HID POS scanners. `counted` was captured from a scanner (a vendor's trigger and feature reports stand behind
 * it); `full` and `bare` are made from it: one flag bit instead of eight and no vendor bytes, and no byte count either.
 */
export const DESCRIPTORS = {
  counted:
    '058C0902A1010912A1028502150026FF00750895010501093B81029503058C09FB09FC09FD8102953809FE8202020666FF9502090009008102058C25017501950809FF8102C00914A10285041500250175019508095F0960098509869186C006FFFF0901A10285F0150026FF007508953F0902820202953F0903920202C0C0',
  full: '058C0902A10185020912A102150026FF00750895010501093B81029503058C09FB09FC09FD8102953809FE82020125017501950109FF810275078103C0C0',
  bare: '058C0902A1010912A102850215002 6FF0075089501 09FB8102 09FC8102 09FD8102 9538 09FE 820201 7501 9501 2501 09FF 8102 7507 8103 C0C0'.replace(
    / /g,
    '',
  ),
} as const;

/** A boot keyboard, which is no HID POS scanner. */
export const KEYBOARD =
  '05010906A101050719E029E71500250175019508810275089501810175019505050819012905910275039501910175089506150026FF000507190029FF8100C0';

/** Bytes of a hex text. */
export const bytesOf = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex, 'hex'));

const DATA_BYTES = 56;

/** The reports that a `counted` scanner sends for a code, 56 characters each. */
export function countedReports(text: string, aim = ']C1'): readonly Uint8Array[] {
  const parts = text.match(/[^]{1,56}/g) ?? [''];
  return parts.map((part, at) => {
    const report = new Uint8Array(64);
    report.set([2, part.length, ...Buffer.from(aim.padEnd(3, '\0'), 'latin1')]);
    report.set(Buffer.from(part, 'latin1'), 5);
    report[5 + DATA_BYTES + 2] = at < parts.length - 1 ? 1 : 0;
    return report;
  });
}
