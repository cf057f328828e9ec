import otpauth from 'otpauth/dist/otpauth.umd.min.js?raw';
import page from './phone-page.html?raw';

/**
 * The page for one person's phone: it holds the key and the library, asks for nothing else and needs no network. Whoever has the file
 * can approve refunds of this counter, so it is saved where that person says and nowhere else.
 */
export const phonePage = (keyHex: string, counterName: string): string =>
  page
    .replace('__OTPAUTH__', () => otpauth)
    .replace('__KEY__', () => keyHex)
    .replace('__COUNTER__', () => counterName.replace(/[&<>"']/g, ''));
