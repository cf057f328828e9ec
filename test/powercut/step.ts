/** A file as the file system knows it, whatever its name. */
export type FileId = number;

/** What one call meant for the folder, in the order in which the calls were completed. */
export type Step =
  | { readonly kind: 'write'; readonly file: FileId; readonly at: number; readonly bytes: Uint8Array }
  | {
      readonly kind: 'copy';
      readonly from: FileId;
      readonly fromAt: number;
      readonly file: FileId;
      readonly at: number;
      readonly length: number;
    }
  | { readonly kind: 'resize'; readonly file: FileId; readonly size: number }
  | { readonly kind: 'link'; readonly name: string; readonly file: FileId }
  | { readonly kind: 'unlink'; readonly name: string }
  | { readonly kind: 'rename'; readonly from: string; readonly to: string; readonly file: FileId }
  /** A sync vouches for the steps that were complete when it began, and not for what came beside it. */
  | { readonly kind: 'sync'; readonly file: FileId; readonly stepsBefore: number }
  | { readonly kind: 'sync-folder'; readonly stepsBefore: number }
  /** A line that the process said; counted from when it began to say it. */
  | { readonly kind: 'told'; readonly line: string };
