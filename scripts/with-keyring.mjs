/** `node scripts/with-keyring.mjs COMMAND ARGS...` runs a command with a fresh, unlocked keychain of its own; its exit code is passed on. */
import { startChild } from './process/children.mjs';
import { startKeyringSession } from './process/keyring-session.mjs';

const [command, ...args] = process.argv.slice(2);
if (command === undefined) {
  console.error('Usage: node scripts/with-keyring.mjs COMMAND ARGS...');
  process.exit(2);
}
try {
  const session = await startKeyringSession();
  const child = startChild(command, args, { env: session.env });
  const code = await new Promise((resolve) => {
    child.once('error', (error) => {
      console.error(error.message);
      resolve(127);
    });
    child.once('exit', (ended) => {
      resolve(ended ?? 1);
    });
  });
  await session.stop();
  process.exit(code);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
