import { randomInt } from 'node:crypto';
import { closeSync, mkdirSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs';
import path from 'node:path';
import { refusesPin } from '../../core/people/pin-rules.ts';
import { OWN, plug, POLE } from './customer-screen.ts';
import { addPerson, openPeople, switchTo } from './people.ts';
import type { BookedPayment } from './simulator-process.ts';
import { family } from './process-family.ts';
import { openShop } from './shop.ts';
import { launchTill, type Till } from './till.ts';

/** What must be nowhere, as the bytes it would have there. */
type Needle = { readonly name: string; readonly bytes: Buffer };

/** One place that was searched. */
type Finding = { readonly place: string; readonly bytes: number; readonly hits: readonly string[] };

/**
 * Sets up a customer's display and an owner with a PIN, takes two payments, one scanned and one typed by hand, has an incident file
 * written, crashes the page, and searches everything that Paydesk leaves behind for the private key, the PIN and both payment codes
 * made for this run. A control needle that must be found in every page proves that the search can see.
 */
export async function searchForSecrets(say: (line: string) => void) {
  const shop = await openShop();
  const till = await launchTill({ dataDir: shop.dataDir, args: ['--provision', shop.provisioning] });
  const documents = path.join(shop.folder, 'documents');
  try {
    mkdirSync(documents);
    await till.page.locator('[data-testid="health-gateway"][data-tone="good"]').waitFor();
    await till.app.evaluate(({ app }, folder) => {
      app.setPath('documents', folder);
    }, documents);
    await showToCustomer(till);
    const pin = freshPin();
    await signInOwner(till, pin);
    const codes = [
      await shop.gateway.mintCode({ behaviour: 'approve' }),
      await shop.gateway.mintCode({ behaviour: 'approve' }),
    ] as const;
    await takeByScan(till, codes[0]);
    await takeByHand(till, codes[1]);
    const incident = await writeIncident(till);
    const payments = (await shop.gateway.ledger())['payments'] as readonly BookedPayment[];
    const control = needlesFor('control', payments[1]?.paymentRequestId ?? '');
    const secrets = [
      ...keyNeedles(shop.gateway.clientPrivateKey),
      ...codes.flatMap((code) => needlesFor('payment code', code)),
      ...needlesFor('PIN', pin),
    ];
    const memory = searchRendererMemory(till, [...secrets, ...control]);
    const findings = [
      ...memory,
      ...searchEnvironments(till.pid, secrets),
      search('what the app said', Buffer.from(till.output()), secrets),
      ...(await heapSnapshot(till, secrets)),
    ];
    await crashPages(till);
    const files = [...searchFolder(shop.dataDir, secrets), ...searchFolder(documents, secrets)];
    const hits = [...findings, ...files].flatMap((finding) =>
      finding.hits.filter((hit) => hit !== 'control').map((hit) => `${hit} in ${finding.place}`),
    );
    const doubts = doubtsOf({ memory, pages: till.app.windows().length, incident, files });
    for (const line of [...hits, ...doubts]) say(line);
    const all = [...findings, ...files];
    const bytesSearched = all.reduce((sum, { bytes }) => sum + bytes, 0);
    return {
      ok: hits.length === 0 && doubts.length === 0,
      figures: { placesSearched: all.length, bytesSearched, hits: hits.length, doubts: doubts.length },
    };
  } finally {
    await till.close().catch(() => till.kill());
    await shop.close();
  }
}

/** Eight digits, so that they stand nowhere by chance. */
function freshPin(): string {
  const pin = String(randomInt(10_000_000, 100_000_000));
  return refusesPin(pin, 'owner') === null ? pin : freshPin();
}

/** A page of another process, which is told amounts and results. */
async function showToCustomer(till: Till): Promise<void> {
  await plug(till, OWN, POLE);
  await invoke(till, 'customer.save', { isOn: true, screen: null, language: 'en', followsWallet: true });
  const isCustomer = (page: Till['page']): boolean => page.url().startsWith('app://customer');
  const page = till.app.windows().find(isCustomer) ?? (await till.app.waitForEvent('window', isCustomer));
  await page.locator('body[data-ready="true"]').waitFor();
}

async function signInOwner(till: Till, pin: string): Promise<void> {
  const owner = { number: '1', name: 'Ola', pin };
  await openPeople(till);
  await addPerson(till, owner, 0);
  await till.keys.press('Escape');
  await switchTo(till, owner);
}

async function writeIncident(till: Till): Promise<string> {
  const answer = (await invoke(till, 'health.incident', {})) as { readonly value?: { readonly file: string | null } };
  return answer.value?.file ?? '';
}

/** Calls main through the page's own bridge. */
const invoke = ({ page }: Till, channel: string, request: unknown): Promise<unknown> =>
  page.evaluate(
    ([name, body]) =>
      (globalThis as unknown as { paydesk: { invoke: (name: unknown, body: unknown) => Promise<unknown> } }).paydesk.invoke(
        name,
        body,
      ),
    [channel, request] as const,
  );

/** As a fault in Chromium would end them; whatever that leaves on the disk is searched afterwards. */
const crashPages = ({ app }: Till): Promise<void> =>
  app.evaluate(async ({ webContents }) => {
    const all = webContents.getAllWebContents();
    const gone = all.map(
      (each) =>
        new Promise<void>((resolve) =>
          each.once('render-process-gone', () => {
            resolve();
          }),
        ),
    );
    for (const each of all) each.forcefullyCrashRenderer();
    await Promise.all(gone);
  });

type Looked = {
  readonly memory: readonly Finding[];
  readonly pages: number;
  readonly incident: string;
  readonly files: readonly Finding[];
};

/** Why finding nothing would prove nothing. */
function doubtsOf({ memory, pages, incident, files }: Looked): readonly string[] {
  const seen = memory.some(({ hits }) => hits.includes('control'));
  const hasIncident =
    incident !== '' && files.some(({ place, bytes }) => place.endsWith(path.basename(incident)) && bytes > 1_000);
  return [
    ...(seen ? [] : ['the control needle was not found in the memory of the page, so the search proves nothing']),
    ...(pages === 2 ? [] : [`there were ${String(pages)} pages, not the cashier's and the customer's`]),
    ...(hasIncident ? [] : ['no incident file was written']),
    ...(files.some(({ place }) => place.endsWith('paydesk.log')) ? [] : ['no log was written']),
  ];
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
