import { proveMigration, provePowerCut, type Order, type Proof } from '../powercut/prove.ts';
import { whyNotRecorded } from '../powercut/record.ts';

/** Rows of the runs that show that the replay can see a loss, and of the one that changes the schema. */
const WEAKENED_ROWS = 20;
const MIGRATION_ROWS = 40;

/**
 * Cuts the power after every recorded write of the real ledger. The same replay of a ledger that does not sync must lose rows:
 * without that the figures would prove nothing, so then it is not ok. Where nothing can be recorded it says so and is skipped.
 */
export async function cutThePower(rows: number, seed: number, say: (line: string) => void) {
  const skipped = whyNotRecorded();
  if (skipped !== null) {
    say(`powercut is skipped: ${skipped}`);
    return { ok: true, figures: { skipped, prefixes: 0, acknowledgedRowsLost: 0, integrityFailures: 0 } };
  }
  const started = performance.now();
  const order: Order = { rows, seed, randomCuts: 2, share: 1, say };
  const proofs = [await provePowerCut(order), await proveMigration({ ...order, rows: Math.min(rows, MIGRATION_ROWS) })];
  const weakened = { ...order, rows: WEAKENED_ROWS, share: 0, randomCuts: 0 };
  const [normal, off] = [await provePowerCut(weakened, 'NORMAL'), await provePowerCut(weakened, 'OFF')];
  for (const example of proofs.flatMap(({ examples }) => examples)) say(example);
  const figures = {
    prefixes: sum(proofs, ({ prefixes }) => prefixes),
    variants: sum(proofs, ({ variants }) => variants),
    openings: sum(proofs, ({ openings }) => openings),
    acknowledgedRowsLost: sum(proofs, ({ acknowledgedRowsLost }) => acknowledgedRowsLost),
    integrityFailures: sum(proofs, faultsOf),
    rows: sum(proofs, (proof) => proof.rows),
    syncs: sum(proofs, ({ syncs }) => syncs),
    folds: sum(proofs, ({ folds }) => folds),
    logStarts: sum(proofs, ({ logStarts }) => logStarts),
    rowsLostWithSyncNormal: normal.acknowledgedRowsLost,
    rowsLostWithSyncOff: off.acknowledgedRowsLost,
    seed,
    seconds: (performance.now() - started) / 1_000,
  };
  const canSee = normal.acknowledgedRowsLost > 0 && off.acknowledgedRowsLost > 0;
  if (!canSee) say('a ledger that does not sync lost nothing, so the replay proves nothing');
  return { ok: canSee && figures.acknowledgedRowsLost === 0 && figures.integrityFailures === 0, figures };
}

const sum = (proofs: readonly Proof[], of: (proof: Proof) => number): number =>
  proofs.reduce((total, proof) => total + of(proof), 0);

const faultsOf = ({ faults }: Proof): number => Object.values(faults).reduce((total, times) => total + times, 0);
