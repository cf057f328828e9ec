import { closeSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs';
import path from 'node:path';
import type { BookedPayment } from './simulator-process.ts';
import { openShop } from './shop.ts';
import { launchTill, type Till } from './till.ts';

/** What must be nowhere, as the bytes it would have there. */
type Needle = { readonly name: string; readonly bytes: Buffer };

/** One place that was searched. */
type Finding = { readonly place: string; readonly bytes: number; readonly hits: readonly string[] };

/**
 * Takes two payments, one scanned and one typed by hand, and searches everything that Paydesk leaves behind for the private key
 * and both payment codes made for this run. A control needle that must be found proves that the search can see.
 */
export async function searchForSecrets(say: (line: string) => void) {
  const shop = await openShop();
  const till = await launchTill({ dataDir: shop.dataDir, args: ['--provision', shop.provisioning] });
  try {
    const codes = [
      await shop.gateway.mintCode({ behaviour: 'approve' }),
      await shop.gateway.mintCode({ behaviour: 'approve' }),
    ] as const;
    await takeByScan(till, codes[0]);
    await takeByHand(till, codes[1]);
    const payments = (await shop.gateway.ledger())['payments'] as readonly BookedPayment[];
    const control = needlesFor('control', payments[1]?.paymentRequestId ?? '');
    const secrets = [...keyNeedles(shop.gateway.clientPrivateKey), ...codes.flatMap((code) => needlesFor('payment code', code))];
    const memory = till.app.windows().length === 0 ? [] : searchRendererMemory(till, [...secrets, ...control]);
    const seen = memory.some(({ hits }) => hits.includes('control'));
    const findings = [
      ...memory,
      ...searchEnvironments(till.pid, secrets),
      search('what the app said', Buffer.from(till.output()), secrets),
      ...(await heapSnapshot(till, secrets)),
      ...searchFolder(shop.dataDir, secrets),
    ];
    const hits = findings.flatMap((finding) =>
      finding.hits.filter((hit) => hit !== 'control').map((hit) => `${hit} in ${finding.place}`),
    );
    for (const hit of hits) say(hit);
    if (!seen) say('the control needle was not found in the memory of the page, so the search proves nothing');
    const bytesSearched = findings.reduce((sum, { bytes }) => sum + bytes, 0);
    return { ok: hits.length === 0 && seen, figures: { placesSearched: findings.length, bytesSearched, hits: hits.length } };
  } finally {
    await till.close();
    await shop.close();
  }
}

async function takeByScan(till: Till, code: string): Promise<void> {
  await till.keys.type('1234');
  await till.keys.press('Return');
  await till.keys.scan(code);
  await paid(till);
}

async function takeByHand(till: Till, code: string): Promise<void> {
  await till.keys.press('Return');
  await till.keys.type('567');
  await till.keys.press('Return', 'ctrl+e');
  await till.page.locator('[data-testid="stage"][data-face="code"]').waitFor();
  await till.keys.type(code, 120);
  await till.keys.press('Return');
  await paid(till);
}

const paid = (till: Till): Promise<void> => till.page.locator('[data-testid="stage"][data-face="paid"]').waitFor();

/** Text as UTF-8 and as the two-byte characters that a page may keep. */
const needlesFor = (name: string, text: string): readonly Needle[] => [
  { name, bytes: Buffer.from(text, 'latin1') },
  { name, bytes: Buffer.from(text, 'utf16le') },
];

/** Pieces of the key as text and as its raw bytes, so that a line break or another encoding does not hide it. */
function keyNeedles(oneLine: string): readonly Needle[] {
  const der = Buffer.from(oneLine, 'base64');
  const pieces = [200, 600, 1000].flatMap((at) => needlesFor('private key', oneLine.slice(at, at + 48)));
  return [...pieces, ...[200, 600, 900].map((at) => ({ name: 'private key', bytes: der.subarray(at, at + 32) }))];
}

function search(place: string, bytes: Buffer, needles: readonly Needle[]): Finding {
  return {
    place,
    bytes: bytes.byteLength,
    hits: [...new Set(needles.filter((needle) => bytes.includes(needle.bytes)).map(({ name }) => name))],
  };
}

/** Settings, ledger, browser folders and crash dumps alike. */
function searchFolder(folder: string, needles: readonly Needle[]): readonly Finding[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .map((file) => search(path.relative(folder, file), readFileSync(file), needles));
}

/** Every process that the app has started, itself included. */
function family(pid: number): readonly number[] {
  const parentOf = (child: number): number =>
    Number(/^PPid:\s+(\d+)/m.exec(readQuietly(`/proc/${String(child)}/status`).toString())?.[1] ?? 0);
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
  const members = new Set([pid]);
  for (let grown = true; grown;) {
    const before = members.size;
    for (const one of all) if (members.has(parentOf(one))) members.add(one);
    grown = members.size > before;
  }
  return [...members];
}

const searchEnvironments = (pid: number, needles: readonly Needle[]): readonly Finding[] =>
  family(pid).flatMap((one) =>
    ['environ', 'cmdline'].map((file) =>
      search(`${file} of process ${String(one)}`, readQuietly(`/proc/${String(one)}/${file}`), needles),
    ),
  );

function readQuietly(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch {
    return Buffer.alloc(0);
  }
}

/** The writable memory of every renderer, read through /proc. */
function searchRendererMemory(till: Till, needles: readonly Needle[]): readonly Finding[] {
  const renderers = family(till.pid).filter((pid) => readQuietly(`/proc/${String(pid)}/cmdline`).includes('--type=renderer'));
  return renderers.flatMap((pid) =>
    regionsOf(pid).map((region) => search(`memory of the page, ${region.name}`, region.bytes, needles)),
  );
}

function regionsOf(pid: number): readonly { readonly name: string; readonly bytes: Buffer }[] {
  const memory = openSync(`/proc/${String(pid)}/mem`, 'r');
  const maps = readQuietly(`/proc/${String(pid)}/maps`)
    .toString()
    .split('\n');
  const regions = maps.flatMap((line) => {
    const [, from, to] = /^([0-9a-f]+)-([0-9a-f]+) rw/.exec(line) ?? [];
    return from === undefined || to === undefined
      ? []
      : [{ name: from, bytes: readRegion(memory, BigInt(`0x${from}`), BigInt(`0x${to}`)) }];
  });
  closeSync(memory);
  return regions;
}

const PIECE_BYTES = 1 << 20;
const REGION_BYTES_MAX = 1n << 30n;

/** Reserved address space cannot be read and is stepped over. */
function readRegion(memory: number, from: bigint, to: bigint): Buffer {
  if (to - from > REGION_BYTES_MAX) return Buffer.alloc(0);
  const pieces: Buffer[] = [];
  for (let at = from; at < to; at += BigInt(PIECE_BYTES)) {
    const piece = Buffer.alloc(Math.min(PIECE_BYTES, Number(to - at)));
    try {
      pieces.push(piece.subarray(0, readSync(memory, piece, 0, piece.length, at)));
    } catch {
      continue;
    }
  }
  return Buffer.concat(pieces);
}

/** The page's own heap as its developer tools see it. */
async function heapSnapshot(till: Till, needles: readonly Needle[]): Promise<readonly Finding[]> {
  const session = await till.page.context().newCDPSession(till.page);
  let snapshot = '';
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => {
    snapshot += chunk;
  });
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  await session.detach();
  return [search('heap snapshot of the page', Buffer.from(snapshot), needles)];
}
