import { readdirSync, readFileSync } from 'node:fs';

/** Kills a process and everything that it started, all at once and without a last word; resolves when all of it is gone. */
export async function killTree(leader: number): Promise<void> {
  const family = familyOf(leader);
  for (const pid of [-leader, ...family]) kill(pid);
  const untilMs = Date.now() + GONE_MS;
  while (familyOf(leader).length > 0 || family.some(isAlive)) {
    if (Date.now() > untilMs) throw new Error(`process ${String(leader)} or a child of it outlived SIGKILL`);
    await new Promise((resolve) => {
      setTimeout(resolve, ASK_EVERY_MS);
    });
  }
}

const GONE_MS = 10_000;
const ASK_EVERY_MS = 10;

type Process = { readonly pid: number; readonly parent: number; readonly group: number; readonly isZombie: boolean };

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // Already gone.
  }
}

/** The living members of its process group and all their children, which may have left the group. */
function familyOf(leader: number): readonly number[] {
  const all = readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) ? [statOf(Number(name))] : []));
  const living = all.filter((entry) => entry !== null).filter(({ isZombie }) => !isZombie);
  const family = new Set(living.filter(({ pid, group }) => pid === leader || group === leader).map(({ pid }) => pid));
  for (let before = -1; before !== family.size;) {
    before = family.size;
    for (const { pid, parent } of living) if (family.has(parent)) family.add(pid);
  }
  return [...family];
}

const isAlive = (pid: number): boolean => statOf(pid)?.isZombie === false;

/** https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html; null when it is gone. */
function statOf(pid: number): Process | null {
  try {
    const text = readFileSync(`/proc/${String(pid)}/stat`, 'utf8');
    const [state, parent, group] = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return { pid, parent: Number(parent), group: Number(group), isZombie: state === 'Z' };
  } catch {
    return null;
  }
}
