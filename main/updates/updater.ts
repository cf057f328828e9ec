import path from 'node:path';
import { judge, turnOf } from '../../core/update/judge.ts';
import {
  stepUpdate,
  UPDATE_BEGIN,
  type UpdateEvent,
  type UpdateFault,
  type UpdateSource,
  type UpdateState,
} from '../../core/update/machine.ts';
import { hindrance, type Moment, type UpdateRules } from '../../core/update/moment.ts';
import { fileFor, type Release } from '../../core/update/release.ts';
import { readSigned, type GetFile } from './description.ts';
import type { Download } from './download.ts';
import type { Place, PreviousVersion, Running } from './place.ts';

/** Everything the updater does to the world. */
export type UpdaterParts = {
  readonly running: Running;
  readonly system: string;
  readonly publicKey: string;
  readonly server: GetFile;
  readonly stick: (folder: string) => GetFile;
  readonly download: Download['fetch'];
  readonly place: Place;
  readonly installationId: () => Promise<string>;
  readonly sha256Hex: (text: string) => string;
  readonly rules: () => UpdateRules;
  readonly moment: () => Moment;
  /** Ends this Paydesk and starts the one that is to run next; where an installer does that, only the end. */
  readonly restart: (place: Place['kind']) => void;
  readonly nowMs: () => number;
  readonly say: (line: string) => void;
  readonly changed: () => void;
};

/** What the page is told. */
export type UpdaterView = {
  readonly state: UpdateState;
  readonly lookedAtMs: number | null;
  readonly hindrance: 'unsettled' | 'charging' | 'hours' | null;
  readonly previous: PreviousVersion | null;
  readonly notReady: string | null;
  /** Why going back or putting in did not work last time. */
  readonly fault: UpdateFault | null;
};

/** The updates of one counter. */
export type Updater = {
  readonly view: () => Promise<UpdaterView>;
  readonly look: (source: UpdateSource, isAskedFor: boolean) => void;
  /** The owner says now; false while something is unsettled or nothing is ready. */
  readonly installNow: () => boolean;
  /** Puts in what is ready when the moment is right. */
  readonly tick: () => void;
  readonly goBack: () => Promise<boolean>;
  readonly tryAgain: () => Promise<boolean>;
  readonly reached: () => Promise<void>;
  /** What the counter's health line says. */
  readonly news: () => 'ready' | 'went-back' | null;
  /** Resolves when nothing is being done; for tests and for the end. */
  readonly settled: () => Promise<void>;
};

/** One thing at a time; nothing of it throws, and nothing of it can stop a payment. */
export function createUpdater(parts: UpdaterParts): Updater {
  const { place, rules, moment, changed, say } = parts;
  let state = UPDATE_BEGIN;
  let lookedAtMs: number | null = null;
  let fault: UpdateFault | null = null;
  let doing = Promise.resolve();
  const hear = (event: UpdateEvent): void => {
    const { state: next, act } = stepUpdate(state, event);
    if (next === state) return;
    state = next;
    if (next.kind === 'resting') say(`updates: ${next.rest}`);
    else if (next.kind !== 'looking') say(`updates: ${next.release.version} ${next.kind}`);
    changed();
    if (act !== null) doing = doing.then(() => perform(parts, next, hear));
  };
  const mayInstall = (isOwnerAsking: boolean): boolean => hindrance(rules(), moment(), isOwnerAsking) === null;
  const moved = async (act: Promise<UpdateFault | null>): Promise<boolean> => {
    fault = await act;
    changed();
    if (fault === null) parts.restart(place.kind);
    return fault === null;
  };
  return {
    view: async () => ({
      state,
      lookedAtMs,
      hindrance: hindrance(rules(), moment(), false),
      previous: await place.previous(),
      notReady: place.notReady,
      fault,
    }),
    look: (source, isAskedFor) => {
      lookedAtMs = parts.nowMs();
      hear({ kind: 'look', source, isAskedFor });
    },
    installNow: () => {
      if (state.kind !== 'ready' || !mayInstall(true)) return false;
      hear({ kind: 'allowed' });
      return true;
    },
    tick: () => {
      if (state.kind === 'ready' && mayInstall(false)) hear({ kind: 'allowed' });
    },
    goBack: () => (moment().unsettled > 0 ? Promise.resolve(false) : moved(place.goBack())),
    tryAgain: () => (moment().unsettled > 0 ? Promise.resolve(false) : moved(place.tryAgain())),
    reached: place.reached,
    news: () => (place.notReady !== null ? 'went-back' : state.kind === 'ready' ? 'ready' : null),
    settled: async () => {
      for (let last = doing; ; last = doing) {
        await last;
        if (last === doing) return;
      }
    },
  };
}

async function perform(parts: UpdaterParts, state: UpdateState, hear: (event: UpdateEvent) => void): Promise<void> {
  switch (state.kind) {
    case 'looking':
      hear(await lookAt(parts, state.source, state.isAskedFor));
      return;
    case 'fetching':
      hear(await fetchFile(parts, state.release, state.source));
      return;
    case 'installing': {
      const fault = await putIn(parts, state.release, state.path);
      if (fault === null) parts.restart(parts.place.kind);
      else hear({ kind: 'failed', fault });
      return;
    }
    case 'resting':
    case 'ready':
      return;
  }
}

async function lookAt(parts: UpdaterParts, source: UpdateSource, isAskedFor: boolean): Promise<UpdateEvent> {
  const release = await describedBy(parts, source);
  if (typeof release === 'string') return { kind: 'failed', fault: release };
  const verdict = judge(release, {
    running: parts.running.version,
    system: parts.system,
    turn: turnOf(await parts.installationId(), release.version, parts.sha256Hex),
    goneBackFrom: parts.place.notReady ?? (await parts.place.goneBackFrom()),
    isAskedFor: isAskedFor || source.kind === 'folder',
  });
  return verdict === 'take' ? { kind: 'found', release } : { kind: 'nothing', rest: verdict };
}

async function describedBy(parts: UpdaterParts, source: UpdateSource): Promise<Release | UpdateFault> {
  try {
    const get = source.kind === 'server' ? parts.server : parts.stick(source.folder);
    const release = await readSigned(get, parts.publicKey);
    return release === 'release-unreadable' && source.kind === 'folder' ? 'nothing-on-stick' : release;
  } catch {
    return 'unreachable';
  }
}

/** From a folder nothing is fetched: what is put in is copied and judged there. */
async function fetchFile({ system, download }: UpdaterParts, release: Release, source: UpdateSource): Promise<UpdateEvent> {
  const file = fileFor(release, system);
  if (file === null) return { kind: 'failed', fault: 'no-file' };
  if (source.kind === 'folder') return { kind: 'fetched', path: path.join(source.folder, file.name) };
  const fetched = await download(release, file).catch(() => ({ fault: 'unreachable' as const }));
  return 'path' in fetched ? { kind: 'fetched', path: fetched.path } : { kind: 'failed', fault: fetched.fault };
}

async function putIn({ system, place }: UpdaterParts, release: Release, path: string): Promise<UpdateFault | null> {
  const file = fileFor(release, system);
  return file === null ? 'no-file' : place.putIn(path, release, file);
}
