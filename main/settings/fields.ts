import { X509Certificate } from 'node:crypto';
import * as z from 'zod';
import { CURRENCY_CODES, isCurrencyCode, type CurrencyCode } from '../../core/money/currency.ts';

/** A line of text for people: no control characters, and not only blanks. */
export const line = (charactersMax: number) =>
  z
    .string()
    .min(1)
    .max(charactersMax)
    .regex(/^\P{Cc}*[^\p{Cc}\p{Z}]\P{Cc}*$/u);

/** An id that travels in requests and file names: no blanks, no control characters. */
export const id = (charactersMax: number) =>
  z
    .string()
    .min(1)
    .max(charactersMax)
    .regex(/^[^\p{Cc}\p{Z}]+$/u);

/** A whole number within bounds. */
export const whole = (min: number, max: number) => z.int().min(min).max(max);

/** An ISO 4217 code whose minor unit Paydesk knows. */
export const currency = z.enum(CURRENCY_CODES as readonly [CurrencyCode, ...CurrencyCode[]]).refine(isCurrencyCode);

/** An IANA time zone that this machine knows, such as `Asia/Singapore`. */
export const timeZone = z
  .string()
  .min(1)
  .max(64)
  .refine(isTimeZone, { params: { code: 'unknown-time-zone' }, error: 'is not a known IANA time zone' });

/** `https://host[:port]`, or plain http for this machine alone; nothing behind the port. */
export const baseUrl = z
  .string()
  .min(1)
  .max(256)
  .refine(isGatewayUrl, {
    params: { code: 'wrong-url' },
    error:
      'must be https://host or https://host:port without path, user or query; plain http is for 127.0.0.1, [::1] and localhost only',
  });

/** One or more PEM certificates of a private certificate authority. */
export const certificates = z
  .string()
  .min(1)
  .max(65_536)
  .refine(areCertificates, {
    params: { code: 'wrong-certificate' },
    error: 'must be one or more PEM certificates',
  });

/** Where something outside reaches this machine, `https://host[:port][/path]`; plain http for this machine alone. */
export const publicUrl = z
  .string()
  .min(1)
  .max(1_024)
  .refine(isPublicUrl, {
    params: { code: 'wrong-url' },
    error: 'must be https://host, a port and a plain path if there is one; plain http is for 127.0.0.1, [::1] and localhost only',
  });

/** True for a name or address that only this machine reaches. */
export const isLoopback = (host: string): boolean => ['127.0.0.1', '::1', '[::1]', 'localhost'].includes(host);

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    // Bare offsets are accepted by newer runtimes, but have no daylight saving and no place.
    return /^[A-Za-z]/.test(name);
  } catch {
    return false;
  }
}

function isGatewayUrl(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !(text === url.origin || text === `${url.origin}/`)) return false;
  return isSafelyReached(url);
}

const isSafelyReached = ({ protocol, hostname }: URL): boolean =>
  protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname));

/** What is signed is the path letter by letter, so only letters that no proxy and no library writes differently are taken. */
function isPublicUrl(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !(text === url.href || `${text}/` === url.href)) return false;
  return isSafelyReached(url) && url.username === '' && PLAIN_PATH.test(url.pathname) && url.search === '' && url.hash === '';
}

const PLAIN_PATH = /^(?:\/[A-Za-z0-9._~-]+)*\/?$/;

function areCertificates(text: string): boolean {
  const [, ...parts] = text.split(BEGIN_CERTIFICATE);
  try {
    for (const part of parts) {
      const at = part.indexOf(END_CERTIFICATE);
      if (at < 0) return false;
      new X509Certificate(`${BEGIN_CERTIFICATE}${part.slice(0, at)}${END_CERTIFICATE}`);
    }
    return parts.length > 0;
  } catch {
    return false;
  }
}

const BEGIN_CERTIFICATE = '-----BEGIN CERTIFICATE-----';
const END_CERTIFICATE = '-----END CERTIFICATE-----';
