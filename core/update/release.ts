import { isVersion } from './version.ts';

/** The systems a release has files for, as the packages' names have them. */
export const SYSTEMS = ['linux-x64', 'linux-arm64', 'win-x64', 'win-arm64', 'mac-x64', 'mac-arm64'] as const;

/** One system and processor. */
export type System = (typeof SYSTEMS)[number];

/** One file of a release. `sha512` is base64, as electron-builder writes it. */
export type ReleaseFile = {
  readonly system: System;
  /** A bare file name: never a path. */
  readonly name: string;
  readonly sha512: string;
  readonly sizeBytes: number;
};

/** What the maker of Paydesk signed about one version. */
export type Release = {
  readonly version: string;
  /** Older counters must pass through this version first. */
  readonly minimumVersion: string;
  /** How many of a hundred counters it is for, by now. */
  readonly stagedPercent: number;
  /** The form of the ledger that it writes; an older Paydesk refuses a newer form. */
  readonly ledgerVersion: number;
  /** Plain text for the owner; language tag to text, English always there. */
  readonly notes: Readonly<Record<string, string>>;
  readonly files: readonly ReleaseFile[];
};

/** A description of a release is short; more than this is none. */
export const RELEASE_MAX_BYTES = 65_536;

const NAME = /^Paydesk-[0-9A-Za-z._-]{1,100}\.(?:AppImage|exe|zip|dmg)$/;
const SHA512 = /^[A-Za-z0-9+/]{86}==$/;
const LANGUAGE = /^[a-zA-Z]{2}(?:-[A-Za-z]{2,8})?$/;
const SIZE_MAX_BYTES = 1_073_741_824;
const NOTES_MAX = 8_000;

/** Reads the description, whose signature was checked before; null when anything in it is not as it must be. */
export function readRelease(text: string): Release | null {
  const found = parsed(text);
  if (!isTable(found)) return null;
  const { version, minimumVersion, stagedPercent, ledgerVersion, notes, files } = found;
  if (typeof version !== 'string' || !isVersion(version)) return null;
  if (typeof minimumVersion !== 'string' || !isVersion(minimumVersion)) return null;
  if (!isWhole(stagedPercent, 0, 100) || !isWhole(ledgerVersion, 1, 10_000)) return null;
  const read = { notes: notesOf(notes), files: filesOf(files) };
  if (read.notes === null || read.files === null) return null;
  return { version, minimumVersion, stagedPercent, ledgerVersion, notes: read.notes, files: read.files };
}

/** The file for one system, or null. */
export const fileFor = ({ files }: Release, system: string): ReleaseFile | null =>
  files.find((file) => file.system === system) ?? null;

type Table = Readonly<Record<string, unknown>>;

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const isTable = (value: unknown): value is Table => typeof value === 'object' && value !== null && !Array.isArray(value);

const isWhole = (value: unknown, from: number, to: number): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= from && value <= to;

function notesOf(given: unknown): Readonly<Record<string, string>> | null {
  if (!isTable(given)) return null;
  const entries = Object.entries(given);
  const isFine = entries.every(
    ([language, text]) => LANGUAGE.test(language) && typeof text === 'string' && text.length <= NOTES_MAX,
  );
  return isFine && Object.hasOwn(given, 'en') && entries.length <= 40
    ? (Object.fromEntries(entries) as Record<string, string>)
    : null;
}

function filesOf(given: unknown): readonly ReleaseFile[] | null {
  if (!Array.isArray(given) || given.length === 0 || given.length > SYSTEMS.length) return null;
  const files = given.map(fileOf).filter((file) => file !== null);
  const isEach = files.length === given.length && new Set(files.map(({ system }) => system)).size === files.length;
  return isEach ? files : null;
}

function fileOf(given: unknown): ReleaseFile | null {
  if (!isTable(given)) return null;
  const { name, sha512, sizeBytes } = given;
  const system = SYSTEMS.find((one) => one === given['system']);
  if (system === undefined || typeof name !== 'string' || !NAME.test(name)) return null;
  if (typeof sha512 !== 'string' || !SHA512.test(sha512) || !isWhole(sizeBytes, 1, SIZE_MAX_BYTES)) return null;
  return { system, name, sha512, sizeBytes };
}
