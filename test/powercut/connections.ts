import type { DatabaseSyncInstance } from '@photostructure/sqlite';

/** Connections that the ledger has opened; filled only in a recording that is to be weakened. */
export const connections = new Set<DatabaseSyncInstance>();
