const CP437 =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0';
const CP850 =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0';

const tableDecoder =
  (table: string) =>
  (byte: number): string =>
    table.charAt(byte - 128);
const labelDecoder =
  (label: string) =>
  (byte: number): string =>
    new TextDecoder(label).decode(Uint8Array.of(byte));

/** Epson's numbers of the code pages (ESC t n) that the practice printer knows. */
const PAGES: ReadonlyMap<number, (byte: number) => string> = new Map([
  [0, tableDecoder(CP437)],
  [2, tableDecoder(CP850)],
  [16, labelDecoder('windows-1252')],
  [17, labelDecoder('ibm866')],
  [19, tableDecoder(CP850.replace('ı', '€'))],
  [21, labelDecoder('windows-874')],
  [45, labelDecoder('windows-1250')],
  [46, labelDecoder('windows-1251')],
  [47, labelDecoder('windows-1253')],
  [48, labelDecoder('windows-1254')],
  [49, labelDecoder('windows-1255')],
  [50, labelDecoder('windows-1256')],
  [51, labelDecoder('windows-1257')],
  [52, labelDecoder('windows-1258')],
]);

/** Character sets of printers with two-byte characters. */
export type WideCharset = 'gb18030' | 'big5' | 'shift_jis' | 'euc-kr';

/** The text a printer would print for these bytes; `wide` is its two-byte character set while that is switched on, otherwise null. */
export function decodePrinterText(bytes: Uint8Array, page: number, wide: WideCharset | null): string {
  if (bytes.every((byte) => byte < 128)) return String.fromCharCode(...bytes);
  if (wide !== null) return new TextDecoder(wide).decode(bytes);
  const decode = PAGES.get(page);
  return [...bytes].map((byte) => (byte < 128 ? String.fromCharCode(byte) : (decode?.(byte) ?? '?'))).join('');
}
