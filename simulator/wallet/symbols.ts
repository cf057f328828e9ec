import { toSVG } from 'bwip-js/node';

/** A payment code as Code 128, digits only, without its number. The same digits stand in the QR code. */
export const barcodeSvg = (digits: string): string =>
  toSVG({ bcid: 'code128', text: digits, height: 15, scaleX: 2, includetext: false });

/** A payment code as QR code. */
export const qrSvg = (digits: string): string => toSVG({ bcid: 'qrcode', text: digits, scale: 4 });

/** A symbol from the practice paper; null when the printer was sent something no symbol can be made of. */
export function paperSymbolSvg(system: string, text: string): string | null {
  try {
    return toSVG({ bcid: system, text, ...(system === 'qrcode' ? { scale: 3 } : { height: 12, scaleX: 2, includetext: false }) });
  } catch {
    return null;
  }
}
