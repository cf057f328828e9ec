import { createHash } from 'node:crypto';

/** SHA-256 of a text's UTF-8 bytes, as the chain of core/journal wants it. */
export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
