import type { SpawnWorker, WorkerPipe } from './worker-store.ts';

/** A spawn that has one process running already, and a way to end that one if nobody ever asked. */
export type HeadStart = { readonly spawn: SpawnWorker; readonly drop: () => void };

/** Starts a process now, because it takes longer to start than to answer; the first ask gets it, every later one a fresh one. */
export function headStart(spawn: SpawnWorker): HeadStart {
  let early = spawnQuietly(spawn);
  early?.onExit(() => {
    early = null;
  });
  const take = (): WorkerPipe | null => {
    const taken = early;
    early = null;
    return taken;
  };
  return { spawn: () => take() ?? spawn(), drop: () => take()?.kill() };
}

/** A start that fails now is tried again, and told, at the first ask. */
function spawnQuietly(spawn: SpawnWorker): WorkerPipe | null {
  try {
    return spawn();
  } catch {
    return null;
  }
}
