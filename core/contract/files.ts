import * as z from 'zod';

/** What a page may ask a file for: a paper of the shop's, a signing key as PKCS#12, or a mark of the brand kit. */
export const FILE_KINDS = ['paper', 'key', 'mark'] as const;

/** A file that a person chose; `contentType` follows from its ending and is empty where that says nothing. */
export const chosenFileSchema = z.strictObject({
  name: z.string().max(255),
  contentType: z.string().max(64),
  bytes: z.int(),
  base64: z.string(),
});

export type FileKind = (typeof FILE_KINDS)[number];
export type ChosenFile = z.infer<typeof chosenFileSchema>;
