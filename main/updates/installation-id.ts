import path from 'node:path';
import type { Disk } from './disk.ts';

const ID = /^[0-9a-f-]{36}$/;

/**
 * A random name of this installation, in a file of its own; it is hashed into this counter's turn and never sent anywhere. A disk that
 * refuses costs the counter its steady turn and nothing else.
 */
export async function installationId(disk: Disk, folder: string, newUuid: () => string): Promise<string> {
  const file = path.join(folder, 'installation-id');
  const kept = (await disk.read(file))?.trim() ?? '';
  if (ID.test(kept)) return kept;
  const made = newUuid();
  try {
    await disk.makeFolder(folder);
    await disk.write(file, made);
  } catch {
    // Drawn anew at the next start.
  }
  return made;
}
