import { tmpdir, userInfo } from 'node:os';
import path from 'node:path';
import type { PolicyFound, ReadPolicy } from './port.ts';
import { linuxPolicy } from './read-file.ts';
import { macPolicy } from './read-mac.ts';
import { windowsPolicy } from './read-registry.ts';
import { runProgram } from './run-program.ts';
import { policyFiles, throughFile } from './system-files.ts';

const ROOT_UID = 0;

/**
 * What the administrator of this PC set for Paydesk; read once a start. Never rejects. It is judged later, because judging needs a
 * library for which the window does not wait.
 */
export const systemPolicy = (): Promise<PolicyFound> => readerOf(process.platform)();

function readerOf(platform: NodeJS.Platform): ReadPolicy {
  switch (platform) {
    case 'win32': {
      const reg = path.join(process.env['SystemRoot'] ?? 'C:\\Windows', 'System32', 'reg.exe');
      return windowsPolicy({ run: runProgram, reg, throughFile: throughFile(tmpdir()) });
    }
    case 'darwin':
      return macPolicy({ look: policyFiles(ROOT_UID), run: runProgram, user: userInfo().username });
    default:
      return linuxPolicy(policyFiles(ROOT_UID));
  }
}
