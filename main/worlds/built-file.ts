import { fileURLToPath } from 'node:url';

/** A file of the build, beside the bundle that asks. */
export const builtFile = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
