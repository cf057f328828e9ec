import { tmpdir, userInfo } from 'node:os';
import path from 'node:path';
import { inTime } from './in-time.ts';
import type { PolicyFound, ReadPolicy } from './port.ts';
import { LINUX_POLICY, linuxPolicy } from './read-file.ts';
import { MAC_POLICY, macPolicy } from './read-mac.ts';
import { WINDOWS_POLICY, windowsPolicy } from './read-registry.ts';
import { runProgram } from './run-program.ts';
import { policyFiles, throughFile } from './system-files.ts';

const ROOT_UID = 0;

/**
 * What the administrator of this PC set for Paydesk; read once a start, on a deadline. Never rejects. It is judged later, because
 * judging needs a library for which the window does not wait.
 */
export const systemPolicy = (): Promise<PolicyFound> => inTime({ ...readerOf(process.platform), wait })();

type Reader = { readonly read: ReadPolicy; readonly source: string };

function readerOf(platform: NodeJS.Platform): Reader {
  switch (platform) {
    case 'win32': {
      const reg = path.join(process.env['SystemRoot'] ?? 'C:\\Windows', 'System32', 'reg.exe');
      return { read: windowsPolicy({ run: runProgram, reg, throughFile: throughFile(tmpdir()) }), source: WINDOWS_POLICY };
    }
    case 'darwin':
      // Who runs this is asked inside, because a user without an entry in the system's list has no name.
      return {
        read: () => macPolicy({ look: policyFiles(ROOT_UID), run: runProgram, user: userInfo().username })(),
        source: MAC_POLICY,
      };
    default:
      return { read: linuxPolicy(policyFiles(ROOT_UID)), source: LINUX_POLICY };
  }
}

/** A real wait, which does not keep a process alive. */
function wait(ms: number) {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms).unref();
  });
  return {
    late,
    stop: () => {
      clearTimeout(timer);
    },
  };
}
