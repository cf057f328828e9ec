/** Random sequences of acts against the shipped staff desk and the gate for refunds; a second hand-written law judges each act. */
import { importTs } from '../prepare/import-ts.mjs';

const SEQUENCES = 20_000;
const FIRST_SEED = 1;

/** @type {import('../evidence.mjs').Evidence} */
export const evidence = {
  title: 'no sequence of acts passes the permission table or uses an approval twice',
  run: async ({ given, say }) => {
    const { playMany } = await importTs('test/permissions/play.ts');
    const { story, ...figures } = await playMany(Number(given.sequences ?? SEQUENCES), Number(given.seed ?? FIRST_SEED));
    if (story !== null) say(`seed ${story.seed}: ${story.why.join('; ')}\n  ${story.names.join('\n  ')}`);
    // A proof in which nobody did anything would prove nothing.
    const isEmpty = Math.min(figures.approved, figures.alone, figures.refused) === 0;
    return { ok: figures.violations === 0 && !isEmpty, figures };
  },
};
