import { execFile } from 'node:child_process';
import { DOCUMENT_BYTES_MAX } from '../safe-json.ts';
import type { RunProgram } from './port.ts';

const PROGRAM_MS = 5_000;

/** The real one: without a shell, killed after five seconds, with at most four megabytes of output. */
export const runProgram: RunProgram = (program, args, input) =>
  new Promise((resolve) => {
    const child = execFile(
      program,
      [...args],
      { encoding: 'buffer', timeout: PROGRAM_MS, maxBuffer: 4 * DOCUMENT_BYTES_MAX, windowsHide: true },
      (fault, output) => {
        resolve({ code: fault === null ? 0 : null, output });
      },
    );
    // A program that ends before it has read everything is judged by how it ended.
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(input);
  });
