import { chmod, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Health } from '../../core/contract/views.ts';
import type { StageFigures } from '../../core/health/stages.ts';
import { lastRows, toldRow } from '../../core/incident/rows.ts';
import type { JournalPort } from '../../core/journal/port.ts';
import { lastLogLines } from '../observability/last-lines.ts';
import { redact, redactRow } from '../observability/redact.ts';
import type { Settings } from '../settings/schema.ts';
import { toldSettings } from './incident-settings.ts';

/** What an incident file is made of. */
export type IncidentParts = {
  readonly ledger: Pick<JournalPort, 'between' | 'head'>;
  readonly settings: () => Settings;
  readonly health: () => Health;
  readonly stages: () => readonly StageFigures[];
  readonly versions: Readonly<Record<string, string>>;
  /** Where the log files lie. */
  readonly logFolder: string;
  /** Where the file goes. */
  readonly folder: string;
  readonly nowMs: () => number;
};

/** The name that `--replay` of the practice gateway looks for. */
const INCIDENT_SCHEMA = 'paydesk.incident.v1';

const HOURS = 24;
/** A counter writes some five rows a payment; this is a day of thousands of them. */
const ROWS_MAX = 20_000;
const LOG_LINES_MAX = 4_000;

/**
 * Writes what a developer needs to understand what went wrong, and answers the file's path: the ledger's rows and the log of the last
 * day, health, settings and versions. SECURITY: no key, no PIN, no payment code, no typed word. Rejects when the disk refuses it.
 */
export async function saveIncident(parts: IncidentParts): Promise<string> {
  const { settings, nowMs, folder } = parts;
  const atIso = new Date(nowMs()).toISOString();
  const text = JSON.stringify(await incidentFile(parts, atIso), null, 1);
  const stamp = atIso.slice(0, 19).replace(/[-:]/g, '').replace('T', '-');
  const file = path.join(folder, `paydesk-incident-${settings().counter.counterId}-${stamp}.json`);
  await mkdir(folder, { recursive: true });
  await writeFile(file, `${text}\n`, { mode: 0o600 });
  await chmod(file, 0o600);
  return file;
}

async function incidentFile(parts: IncidentParts, atIso: string): Promise<object> {
  const { ledger, settings, health, stages, versions, logFolder, nowMs } = parts;
  // A ledger in trouble may be the very incident, so the rest is told without it.
  const rows = await lastRows(ledger, nowMs() - HOURS * 3_600_000, ROWS_MAX).catch(() => null);
  return {
    schema: INCIDENT_SCHEMA,
    atIso,
    hours: HOURS,
    versions,
    health: withoutSecrets(health()),
    stages: stages(),
    settings: withoutSecrets(toldSettings(settings())),
    rows: rows?.map((row) => toldRow(row, redactRow)) ?? null,
    log: await lastLogLines(logFolder, LOG_LINES_MAX),
  };
}

/** Every text in it redacted, for nobody knows what a system's error message quotes. */
const withoutSecrets = (value: object): unknown =>
  JSON.parse(JSON.stringify(value, (_, each: unknown) => (typeof each === 'string' ? redact(each) : each)));
