import { openWorker } from '../builders/bundle-worker.ts';
import { addCounts, NOTHING, type Count, type Lot, type TrialOptions } from './trial.ts';
import type { Answer, Errand } from './worker.ts';

/** A trial spread over threads that run the bundle of `worker.ts`. */
export type LotsOptions = TrialOptions & {
  readonly bundle: string;
  readonly lots: readonly Lot[];
  readonly workers: number;
  /** Begins no more lots once this is true. */
  readonly isEnough?: (sum: Count) => boolean;
  /** Called after each lot with what came of it. */
  readonly onLot: (lot: Lot, count: Count) => void;
};

/** Tries every lot; what comes of it does not depend on how many workers there are. */
export async function runLots({ bundle, lots, workers, onLot, isEnough = () => false, ...options }: LotsOptions): Promise<Count> {
  const left = [...lots];
  let sum = NOTHING;
  const work = async (): Promise<void> => {
    const worker = openWorker<Errand, Answer>(bundle);
    try {
      for (let lot = left.shift(); lot !== undefined && !isEnough(sum); lot = left.shift()) {
        const answer = await worker.ask({ lot, options });
        if ('fault' in answer) throw new Error(`${lot.setup}, ${lot.trouble}: ${answer.fault}`);
        sum = addCounts(sum, answer.count);
        onLot(lot, answer.count);
      }
    } finally {
      await worker.close();
    }
  };
  await Promise.all(Array.from({ length: workers }, work));
  return sum;
}
