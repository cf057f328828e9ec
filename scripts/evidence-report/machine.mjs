/** The machine that gave the figures: without it they mean nothing. */
import os from 'node:os';

/** @param {import('../electron/runtime-folder.mjs').Runtime} runtime */
export function machine(runtime) {
  return {
    cpu: os.cpus()[0]?.model.trim() ?? 'unknown',
    cores: os.cpus().length,
    memoryMb: Math.round(os.totalmem() / 1_048_576),
    os: `${os.type()} ${os.release()} ${os.arch()}`,
    node: process.versions.node,
    electron: `${runtime.version} (${runtime.source})`,
  };
}
