import type { Fate, Pending, Piece } from './disk.ts';
import { seededRandom, type Random } from './random.ts';

/** One way in which the power may go: a name for people, and what becomes of every pending change. */
export type PowerCut = { readonly name: string; readonly fateOf: (pending: Pending) => Fate };

/** The sizes in which disks write; nothing is promised about the order of sectors within one write. */
const SECTORS = [512, 4_096];

/**
 * The ways in which the power may go after a step: nothing unsynced arrives, all of it, sizes without content, content without names,
 * names without content, the last write alone, the last write torn at sectors and inside one or spoilt, and `randomCuts` mixtures. Of all but the first only
 * a `share` is given.
 */
export function powerCuts(pending: readonly Pending[], { seed, randomCuts, share }: CutOrder): readonly PowerCut[] {
  const last = pending.at(-1);
  if (last === undefined) return [NOTHING];
  const random = seededRandom(seed);
  return [NOTHING, ...otherCuts(pending, last, random, randomCuts).filter(() => random.chance(share))];
}

/** How many cuts to give; the same seed gives the same ones. */
export type CutOrder = { readonly seed: number; readonly randomCuts: number; readonly share: number };

const NOTHING: PowerCut = { name: 'nothing unsynced arrives', fateOf: () => 'lost' };

function otherCuts(pending: readonly Pending[], last: Pending, random: Random, randomCuts: number): readonly PowerCut[] {
  const cuts: PowerCut[] = [{ name: 'everything arrives', fateOf: () => 'kept' }];
  if (pending.some(isWrite)) cuts.push({ name: 'sizes without content', fateOf: (one) => (isWrite(one) ? 'grown' : 'kept') });
  if (pending.some(isName)) {
    cuts.push({ name: 'content without names', fateOf: (one) => (isName(one) ? 'lost' : 'kept') });
    cuts.push({ name: 'names without content', fateOf: (one) => (isName(one) ? 'kept' : 'lost') });
  }
  if (pending.length > 1)
    cuts.push({ name: 'the last change alone', fateOf: (one) => (one === last || isName(one) ? 'kept' : 'lost') });
  for (const { name, pieces } of tears(last, random)) cuts.push({ name, fateOf: (one) => (one === last ? pieces : 'kept') });
  for (let nth = 1; nth <= randomCuts; nth += 1) cuts.push(mixture(pending, random, nth));
  return cuts;
}

/** The same words for the same outcome, so that a state is tried once only. */
export function keyOf(pending: readonly Pending[], { fateOf }: PowerCut): string {
  return pending
    .map((one) => [one.id, fateOf(one)] as const)
    .filter(([, fate]) => fate !== 'lost')
    .map(([id, fate]) => `${String(id)}:${typeof fate === 'string' ? fate : fate.map(pieceKey).join('+')}`)
    .join(' ');
}

const pieceKey = ({ from, to, spoilt }: Piece): string => `${String(from)}-${String(to)}${spoilt ? '!' : ''}`;
const isWrite = ({ what }: Pending): boolean => what.kind === 'bytes';
const isName = ({ what }: Pending): boolean => what.kind !== 'bytes' && what.kind !== 'size';

function tears({ what }: Pending, random: Random): readonly { readonly name: string; readonly pieces: readonly Piece[] }[] {
  if (what.kind !== 'bytes') return [];
  const length = what.bytes.length;
  const found = SECTORS.flatMap((sector) => {
    const inside = boundaries(what.at, length, sector);
    const cut = inside[random.below(inside.length)];
    return cut === undefined
      ? []
      : [
          { name: `torn at a sector of ${String(sector)}`, pieces: [piece(0, cut)] },
          { name: `only what follows a sector of ${String(sector)}`, pieces: [piece(cut, length)] },
        ];
  });
  const middle = 1 + random.below(Math.max(1, length - 1));
  return [
    ...found,
    { name: 'torn inside a sector', pieces: [piece(0, middle)] },
    { name: 'spoilt', pieces: [{ from: 0, to: length, spoilt: true }] },
  ];
}

/** Where a write crosses a sector of the file, counted from its own first byte. */
function boundaries(at: number, length: number, sector: number): readonly number[] {
  const first = Math.ceil((at + 1) / sector) * sector - at;
  const found: number[] = [];
  for (let cut = first; cut < length; cut += sector) found.push(cut);
  return found;
}

const piece = (from: number, to: number): Piece => ({ from, to, spoilt: false });

/** Every change has a fate of its own: out of order, in part, or not at all. */
function mixture(pending: readonly Pending[], random: Random, nth: number): PowerCut {
  const fates = new Map(pending.map((one) => [one.id, oneFate(one, random)]));
  return { name: `mixture ${String(nth)}`, fateOf: ({ id }) => fates.get(id) ?? 'lost' };
}

function oneFate({ what }: Pending, random: Random): Fate {
  const throwOf = random.below(10);
  if (what.kind !== 'bytes') return throwOf < 5 ? 'kept' : 'lost';
  if (throwOf < 3) return 'lost';
  if (throwOf < 6) return 'kept';
  if (throwOf === 6) return 'grown';
  const sector = SECTORS[random.below(SECTORS.length)] ?? 512;
  const edges = [0, ...boundaries(what.at, what.bytes.length, sector), what.bytes.length];
  return edges.slice(1).flatMap((to, index) => {
    const luck = random.below(5);
    return luck < 2 ? [] : [{ from: edges[index] ?? 0, to, spoilt: luck === 2 }];
  });
}
