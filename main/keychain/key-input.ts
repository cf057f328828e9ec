import forge from 'node-forge';

/** One key or certificate found in what a person gave: its DER bytes, and its PEM label if it came as PEM. */
export type KeyBlock = { readonly label: string | null; readonly der: Buffer; readonly pem: string | null };

/** What DER bytes look like from outside. */
export type DerShape =
  'pkcs8' | 'pkcs8-encrypted' | 'pkcs1-private' | 'sec1-private' | 'pkcs12' | 'spki' | 'pkcs1-public' | 'certificate' | 'other';

/** Larger inputs are not keys. */
export const KEY_INPUT_BYTES_MAX = 65_536;

/** The DER bytes of the object identifier rsaEncryption (1.2.840.113549.1.1.1). */
export const RSA_OID = Buffer.from('06092a864886f70d010101', 'hex');

/**
 * Finds the keys in pasted text or in a file's bytes: every PEM block with the text around it ignored, or one run of
 * base64 (line breaks allowed), or DER. Empty when there is none.
 */
export function readKeyInput(input: string | Uint8Array): readonly KeyBlock[] {
  if (input.length > KEY_INPUT_BYTES_MAX) return [];
  const text = typeof input === 'string' ? input : Buffer.from(input).toString('latin1');
  const blocks = pemBlocks(text);
  if (blocks.length > 0) return blocks;
  const compact = text.replace(/^\u00ef\u00bb\u00bf|\ufeff|\s/g, '');
  if (compact !== '' && /^[A-Za-z0-9+/]+={0,2}$/.test(compact))
    return [{ label: null, der: Buffer.from(compact, 'base64'), pem: null }];
  return typeof input === 'string' ? [] : [{ label: null, der: Buffer.from(input), pem: null }];
}

/** Parses DER with nothing left over; null when it is not DER. */
export function parseDer(der: Buffer): forge.asn1.Asn1 | null {
  try {
    return forge.asn1.fromDer(der.toString('latin1'));
  } catch {
    return null;
  }
}

/** Tells the forms apart by their outermost elements. */
export function shapeOf(der: Buffer): DerShape {
  const root = parseDer(der);
  const signature = root === null ? '' : childrenOf(root).map(typeLetter).join('');
  return SHAPES.find(([pattern]) => pattern.test(signature))?.[1] ?? 'other';
}

/** The elements inside a constructed element, else none. */
export const childrenOf = (element: forge.asn1.Asn1): readonly forge.asn1.Asn1[] =>
  Array.isArray(element.value) ? element.value : [];

const BEGIN = /-----BEGIN ([A-Z0-9 ]{1,40})-----/g;

/** Outermost elements: I integer, S sequence, O octet string, B bit string, X context-specific, ? anything else. */
const SHAPES: readonly (readonly [RegExp, DerShape])[] = [
  [/^IIIIIIIII$/, 'pkcs1-private'],
  [/^ISOX*$/, 'pkcs8'],
  [/^IOX*$/, 'sec1-private'],
  [/^ISS?$/, 'pkcs12'],
  [/^SO$/, 'pkcs8-encrypted'],
  [/^SB$/, 'spki'],
  [/^SSB$/, 'certificate'],
  [/^II$/, 'pkcs1-public'],
];

const LETTERS: Readonly<Record<number, string>> = { 2: 'I', 3: 'B', 4: 'O', 16: 'S' };

const typeLetter = ({ tagClass, type }: forge.asn1.Asn1): string =>
  tagClass === forge.asn1.Class.UNIVERSAL ? (LETTERS[type] ?? '?') : 'X';

/** SECURITY: by searching forwards only: one pattern for the whole block took seconds for a text of many beginnings. */
function pemBlocks(text: string): readonly KeyBlock[] {
  const blocks: KeyBlock[] = [];
  const endless = new Set<string>();
  let from = 0;
  for (const { 0: begin, 1: label = '', index } of text.matchAll(BEGIN)) {
    if (index < from || endless.has(label)) continue;
    const end = `-----END ${label}-----`;
    const at = text.indexOf(end, index + begin.length);
    if (at < 0) {
      endless.add(label);
      continue;
    }
    from = at + end.length;
    const body = withoutHeaders(text.slice(index + begin.length, at)).replace(/\s/g, '');
    blocks.push({ label, der: Buffer.from(body, 'base64'), pem: text.slice(index, from) });
  }
  return blocks;
}

/** Headers such as `Proc-Type: 4,ENCRYPTED` end at the first empty line. */
function withoutHeaders(body: string): string {
  const colon = body.indexOf(':');
  const ends = colon < 0 ? [] : ['\n\n', '\r\n\r\n'].map((end) => ({ end, at: body.indexOf(end, colon) }));
  const first = ends.filter(({ at }) => at >= 0).sort((a, b) => a.at - b.at)[0];
  return first === undefined ? body : body.slice(first.at + first.end.length);
}
