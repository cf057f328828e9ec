import { createRandom } from '../world/random.ts';
import type { Defect } from './defects.ts';
import type { Findings } from './judge.ts';
import { createPress, type Ink, type KnownPaper, type Press } from './papers.ts';
import { PAYMENTS, play, type Strike } from './play.ts';
import { TROUBLES, type Trouble } from './troubles.ts';
import { SETUPS, type Setup } from './wires.ts';

/**
 * Where a trouble strikes.
 * - `bytes`: at every byte of the first receipt, before it, and at every byte of the question that follows it
 * - `commands`: at every command boundary and at sampled offsets between
 * - `next`: at every command boundary of the second receipt, which waits behind the first
 * - `twice`: at a random byte of the first receipt, and another trouble at a random byte of whatever is sent after it
 */
export type Places = 'bytes' | 'commands' | 'next' | 'twice';

/** All cases of one printer and one trouble; names and numbers only, so that it can be sent to a worker. */
export type Lot = { readonly setup: string; readonly ink: Ink; readonly trouble: string; readonly places: Places };

/** How a lot is tried: every case of it, or one out of `every` from number `first` on, and with what mistake planted. */
export type TrialOptions = { readonly every: number; readonly first: number; readonly defect: Defect | null };

/** What came of some cases. A fault counts when it really struck. */
export type Count = Readonly<Record<'faults' | 'believedLies' | 'printed' | 'copies' | 'sent', number>> & {
  readonly findings: Findings;
};

const RANGES: readonly (readonly [Ink, Places])[] = [
  ['letters', 'bytes'],
  ['letters', 'next'],
  ['letters', 'twice'],
  ['dots', 'commands'],
];
const SAMPLES = 40;
const PAIRS = 60;
const WARM_UP_TRIES = 20;
/** The question behind the receipt, and the one after that. */
const TAIL_BYTES = 12;

/** Nothing tried yet. */
export const NOTHING: Count = {
  faults: 0,
  believedLies: 0,
  printed: 0,
  copies: 0,
  sent: 0,
  findings: { lost: [], unmarkedDuplicates: [], falsePrinted: [], outOfOrder: [] },
};

/** Every printer with every trouble that it can have. */
export function allLots(): readonly Lot[] {
  return SETUPS.flatMap((setup) =>
    troublesOn(setup.wire).flatMap((trouble) =>
      RANGES.map(([ink, places]) => ({ setup: setup.name, ink, trouble: trouble.name, places })),
    ),
  );
}

/** Plays the cases of a lot one after the other. */
export async function tryLot(lot: Lot, { every, first, defect }: TrialOptions): Promise<Count> {
  const setup = named(SETUPS, lot.setup);
  const press = pressFor(setup.family, lot.ink);
  let count = NOTHING;
  const cases = strikesOf(lot, setup, await receiptOf(press, setup));
  for (const strikes of cases.filter((_, at) => at % every === first % every))
    count = addCounts(count, await tryOne(setup, press, strikes, lot, defect));
  return count;
}

/** Two counts as one. */
export function addCounts(one: Count, other: Count): Count {
  const both = (key: keyof Findings): readonly string[] =>
    other.findings[key].length === 0 ? one.findings[key] : [...one.findings[key], ...other.findings[key]];
  return {
    faults: one.faults + other.faults,
    believedLies: one.believedLies + other.believedLies,
    printed: one.printed + other.printed,
    copies: one.copies + other.copies,
    sent: one.sent + other.sent,
    findings: {
      lost: both('lost'),
      unmarkedDuplicates: both('unmarkedDuplicates'),
      falsePrinted: both('falsePrinted'),
      outOfOrder: both('outOfOrder'),
    },
  };
}

async function tryOne(setup: Setup, press: Press, strikes: readonly Strike[], lot: Lot, defect: Defect | null): Promise<Count> {
  const played = await play({ setup, press, strikes, defect });
  if (played === null) return NOTHING;
  const where = strikes.map(({ job, offset, trouble }) => `${trouble.name} at ${String(job)}:${String(offset)}`).join(', ');
  const tell = (told: readonly string[]): readonly string[] => told.map((what) => `${setup.name}, ${lot.ink}, ${where}: ${what}`);
  const { findings, ...counted } = played;
  return {
    faults: strikes.length,
    ...counted,
    findings: {
      lost: tell(findings.lost),
      unmarkedDuplicates: tell(findings.unmarkedDuplicates),
      falsePrinted: tell(findings.falsePrinted),
      outOfOrder: tell(findings.outOfOrder),
    },
  };
}

function strikesOf(
  { places, trouble: name }: Lot,
  { wire }: Setup,
  { bytes, boundaries }: KnownPaper,
): readonly (readonly Strike[])[] {
  const trouble = named(TROUBLES, name);
  const at = (job: number, offsets: readonly (number | null)[]): readonly (readonly Strike[])[] =>
    offsets.map((offset) => [{ job, offset, trouble }]);
  switch (places) {
    case 'bytes':
      return at(0, [null, ...Array.from({ length: bytes.length + TAIL_BYTES }, (_, offset) => offset)]);
    case 'commands':
      return at(0, [null, ...boundaries, ...sampled(bytes.length, SAMPLES)]);
    case 'next':
      return at(1, boundaries);
    case 'twice': {
      const random = createRandom(TROUBLES.indexOf(trouble), bytes.length);
      const offset = (): number => random.int(0, bytes.length + TAIL_BYTES - 1);
      return Array.from({ length: PAIRS }, () => [
        { job: 0, offset: offset(), trouble },
        { job: random.int(1, PAYMENTS.length), offset: offset(), trouble: random.pick(troublesOn(wire)) },
      ]);
    }
  }
}

/** Offsets all over the paper, the same in every run. */
function sampled(length: number, count: number): readonly number[] {
  const random = createRandom(length);
  return Array.from({ length: count }, () => random.int(0, length - 1));
}

const troublesOn = (wire: Setup['wire']): readonly Trouble[] =>
  TROUBLES.filter(({ onlyOn }) => onlyOn === undefined || onlyOn === wire);

const presses = new Map<string, Press>();
const warmed = new Map<string, Promise<void>>();
function pressFor(family: Setup['family'], ink: Ink): Press {
  const press = presses.get(`${family} ${ink}`) ?? createPress(family, ink);
  presses.set(`${family} ${ink}`, press);
  return press;
}

/** The first receipt as it is sent when nothing happens; all receipts of a case are as long. */
async function receiptOf(press: Press, setup: Setup): Promise<KnownPaper> {
  const key = `${setup.name} ${press.ink}`;
  const warm = warmed.get(key) ?? warmUp(press, setup);
  warmed.set(key, warm);
  await warm;
  const [receipt] = press.all();
  if (receipt === undefined) throw new Error('nothing was printed');
  return receipt;
}

/** Plays until originals and copies come in no time: the first papers open fonts, and while that lasts a case's own time runs away. */
async function warmUp(press: Press, setup: Setup): Promise<void> {
  const trouble = named(TROUBLES, 'connection reset');
  for (let tries = 0; tries < WARM_UP_TRIES; tries += 1) {
    const well = await play({ setup, press, strikes: [], defect: null });
    const ill = await play({ setup, press, strikes: [{ job: 0, offset: 100, trouble }], defect: null });
    if (well?.printed === PAYMENTS.length && (ill?.copies ?? 0) > 0) return;
  }
  throw new Error(`${setup.name} does not print`);
}

function named<One extends { readonly name: string }>(all: readonly One[], name: string): One {
  const found = all.find((one) => one.name === name);
  if (found === undefined) throw new Error(`there is no ${name}`);
  return found;
}
