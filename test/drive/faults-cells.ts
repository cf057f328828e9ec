import {
  ACTS,
  KILL_POINTS,
  MATRIX_FAULTS,
  MESSAGE_BYTES,
  TRUTHS,
  type Act,
  type Api,
  type KillPoint,
  type MatrixFault,
  type Needs,
  type Truth,
} from './faults-axes.ts';

/** One crossing of the four axes. */
export type Cell = { readonly kill: KillPoint; readonly fault: MatrixFault; readonly truth: Truth; readonly act: Act };

/** A cell that is run: with the call that the fault strikes and the byte where it does. */
export type Case = Cell & { readonly id: string; readonly api: Api; readonly atByte: number };

/** Every crossing, in a fixed order. */
export const allCells = (): readonly Cell[] =>
  KILL_POINTS.flatMap((kill) =>
    MATRIX_FAULTS.flatMap((fault) => TRUTHS.flatMap((truth) => ACTS.map((act): Cell => ({ kill, fault, truth, act })))),
  );

/** Why a cell cannot happen, or shows nothing that another does not; null when it is run. */
export function skipReason(cell: Cell): string | null {
  const { truth, act } = cell;
  if ((act === 'cancel-paid' || act === 'refund') && !isPaidInTheEnd(cell)) return 'the act needs a paid payment';
  if (truth === 'race' && act !== 'cancel-open')
    return 'the race needs a cancel of the open payment; without one it is `expired`';
  if (isUnsent(cell) && truth !== 'paid')
    return 'killed before pay was sent: the gateway never hears of it, whatever its truth, so one will do';
  return faultReason(cell) ?? (apisOf(cell).length === 0 ? killReason(cell) : null);
}

/** After these kills no `pay` is ever sent. */
export const isUnsent = ({ kill }: Cell): boolean => kill.name === 'journal-payment-submitted' || kill.name === 'before-pay';

const isPaidInTheEnd = (cell: Cell): boolean => !isUnsent(cell) && (cell.truth === 'paid' || cell.truth === 'later');

function faultReason({ fault, truth, act }: Cell): string | null {
  if (fault.name !== 'swap') return null;
  if (act !== 'next') return 'a swap needs two calls at once, so a next customer';
  return truth === 'declined' ? 'a refusal names no payment: only TLS keeps a swapped one out' : null;
}

const killReason = ({ kill }: Cell): string => `the kill point needs ${WORDS[kill.needs ?? 'pay']}, which never comes here`;

const WORDS: Readonly<Record<Needs, string>> = {
  pay: 'an answer to pay',
  repeat: 'a repeated pay',
  inquiry: 'an inquiry',
  wish: 'a wish to cancel',
  cancel: 'a cancel',
  refund: 'a refund',
};

/** The calls that this fault may strike so that the kill point is still reached; none: the cell cannot happen. */
export function apisOf(cell: Cell): readonly Api[] {
  const struck: readonly Api[] = ['pay', 'inquiryPayment', 'cancelPayment', 'refund'];
  return struck.filter((api) => isStrikable(cell, api) && isReached(cell, api));
}

/** A fault strikes only what is called. An answer that names no payment is kept apart by TLS alone, so none is replayed. */
function isStrikable(cell: Cell, api: Api): boolean {
  if (cell.fault.name === 'none') return api === 'pay';
  const isNamed = api === 'pay' || api === 'inquiryPayment';
  if ((cell.fault.name === 'replay' || cell.fault.name === 'swap') && !isNamed) return false;
  switch (api) {
    case 'pay':
      return !isUnsent(cell);
    case 'inquiryPayment':
      return asks(cell) || isUnsent(cell);
    case 'cancelPayment':
      return cancels(cell) || isUnsent(cell);
    case 'refund':
      return cell.act === 'refund';
  }
}

/** Whether the kill point comes when this call is struck. */
function isReached(cell: Cell, api: Api): boolean {
  switch (cell.kill.needs) {
    case null:
    case 'pay':
      return cell.kill.name !== 'pay-first-byte-in' || isAnswered(cell, api);
    case 'repeat':
      return api === 'pay' && isRepeated(cell);
    case 'inquiry':
      return asks(cell) || (api === 'pay' && cell.fault.loses !== 'nothing');
    case 'wish':
      return wishes(cell);
    case 'cancel':
      return cancels(cell);
    case 'refund':
      return cell.act === 'refund';
  }
}

/** A pay whose request was lost is sent once more, unless the cashier cancels first. */
const isRepeated = ({ fault, act }: Cell): boolean => fault.loses === 'request' && act !== 'cancel-open';

const isAnswered = (cell: Cell, api: Api): boolean => api !== 'pay' || cell.fault.loses !== 'request' || isRepeated(cell);

/** Alipay+ is asked while the customer is still paying. */
const asks = ({ truth }: Cell): boolean => truth === 'later' || truth === 'expired' || truth === 'race';

const wishes = ({ act }: Cell): boolean => act === 'cancel-open' || act === 'cancel-paid';

/** The question before a cancel finds a declined payment declined, and no cancel is sent. */
const cancels = (cell: Cell): boolean => wishes(cell) && cell.truth !== 'declined';

/** The case of a cell under this seed: which call is struck, and where. */
export function caseOf(cell: Cell, seed: number): Case {
  const name = nameOf(cell);
  const apis = apisOf(cell);
  const api = apis[hash(`${String(seed)}/${name}/api`) % apis.length] ?? 'pay';
  const { of } = cell.fault;
  const sampled = of === null ? 0 : offsetIn(MESSAGE_BYTES[api][of], hash(`${String(seed)}/${name}/byte`));
  // A kill at the answer's first byte needs one.
  const atByte = sampled === 0 && of === 'answer' && cell.kill.at?.kind === 'wire' ? 1 : sampled;
  return { ...cell, api, atByte, id: idOf(cell, api, atByte) };
}

/** Borders are struck as often as everything between them. */
function offsetIn(span: number, random: number): number {
  const borders = [0, 1, 16, -1, -2];
  const border = borders[random % (borders.length * 2)];
  return border ?? Math.floor(random / 16) % span;
}

const idOf = ({ kill, fault, truth, act }: Cell, api: Api, atByte: number): string =>
  [kill.name, fault.of === null ? fault.name : `${fault.name}@${String(atByte)}`, api, truth, act].join('/');

/** The case that an id names; null when no such case can be run. */
export function readCase(id: string): Case | null {
  const [kill, fault = '', api, truth, act, ...more] = id.split('/');
  const [faultName, byte = '0'] = fault.split('@');
  const cell = cellNamed({ kill, fault: faultName, truth, act });
  const struck = cell === null ? undefined : apisOf(cell).find((each) => each === api);
  if (cell === null || struck === undefined || more.length > 0 || !/^-?\d{1,5}$/.test(byte)) return null;
  return skipReason(cell) === null ? { ...cell, api: struck, atByte: Number(byte), id: idOf(cell, struck, Number(byte)) } : null;
}

function cellNamed(names: Readonly<Record<keyof Cell, string | undefined>>): Cell | null {
  const kill = KILL_POINTS.find(({ name }) => name === names.kill);
  const fault = MATRIX_FAULTS.find(({ name }) => name === names.fault);
  const truth = TRUTHS.find((name) => name === names.truth);
  const act = ACTS.find((name) => name === names.act);
  return kill && fault && truth && act ? { kill, fault, truth, act } : null;
}

const nameOf = ({ kill, fault, truth, act }: Cell): string => [kill.name, fault.name, truth, act].join('/');

/** FNV-1a, so that a seed and a name always give the same case. */
export function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193) >>> 0;
  return value;
}
