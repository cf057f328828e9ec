import { readFileSync } from 'node:fs';
import { createConnection, type Socket } from 'node:net';

/** One key going down or up by its X key code, `afterMs` after the one before; the display's own clock keeps the time. */
export type WireKey = { readonly keycode: number; readonly down: boolean; readonly afterMs: number };

/**
 * A keyboard on an X display: key codes are physical positions, so the active layout and input method decide what becomes of
 * them, as with a scanner on a cable. Protocol: https://www.x.org/releases/X11R7.7/doc/xextproto/xtest.html
 */
export type XWire = {
  /** Resolves when the display has pressed every key. */
  readonly send: (keys: readonly WireKey[]) => Promise<void>;
  readonly close: () => void;
};

const KEY_PRESS = 2;
const KEY_RELEASE = 3;
const FAKE_INPUT = 2;
const FAKE_INPUT_BYTES = 36;
const REPLY_BYTES = 32;

/** Connects to the display that `env` names. Rejects in words when it is not there or has no XTEST. */
export async function openXWire(env: NodeJS.ProcessEnv): Promise<XWire> {
  const socket = createConnection(`/tmp/.X11-unix/X${displayNumber(env)}`);
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('error', reject);
  });
  const read = createReader(socket);
  socket.write(setupRequest(env));
  const head = await read(8);
  const rest = await read(4 * head.readUInt16LE(6));
  if (head[0] !== 1) throw new Error(`the display refused the connection: ${rest.toString('latin1')}`);
  const extension = await ask(socket, read, queryExtension('XTEST'));
  const [isPresent, opcode] = [extension[8] === 1, extension[9] ?? 0];
  if (!isPresent) throw new Error('the display has no XTEST extension');
  return {
    send: async (keys) => {
      socket.write(Buffer.concat(keys.map((key) => fakeInput(opcode, key))));
      // The display answers in order, so the answer to a question behind the keys comes when all of them were pressed.
      await ask(socket, read, GET_INPUT_FOCUS);
    },
    close: () => {
      socket.destroy();
    },
  };
}

const displayNumber = (env: NodeJS.ProcessEnv): string => /:(\d+)/.exec(env['DISPLAY'] ?? '')?.[1] ?? '0';

type Read = (bytes: number) => Promise<Buffer>;

/** Reads exact numbers of bytes, one reader at a time. */
function createReader(socket: Socket): Read {
  let buffer = Buffer.alloc(0);
  let waiting: { readonly bytes: number; readonly resolve: (chunk: Buffer) => void } | null = null;
  const serve = (): void => {
    if (waiting === null || buffer.length < waiting.bytes) return;
    const { bytes, resolve } = waiting;
    waiting = null;
    const chunk = buffer.subarray(0, bytes);
    buffer = buffer.subarray(bytes);
    resolve(chunk);
  };
  socket.on('data', (chunk: Buffer) => {
    buffer = Buffer.concat([buffer, chunk]);
    serve();
  });
  return (bytes) =>
    new Promise((resolve) => {
      waiting = { bytes, resolve };
      serve();
    });
}

/** Sends a request that has a reply and returns the reply; what the display tells in between (events) is passed over. */
async function ask(socket: Socket, read: Read, request: Buffer): Promise<Buffer> {
  socket.write(request);
  for (;;) {
    const answer = await read(REPLY_BYTES);
    if (answer[0] === 0) throw new Error(`the display answered with error ${String(answer[1])}`);
    if (answer[0] === 1) return answer;
  }
}

const GET_INPUT_FOCUS = Buffer.from([43, 0, 1, 0]);

function queryExtension(name: string): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt8(98, 0);
  head.writeUInt16LE(2 + padded(name.length) / 4, 2);
  head.writeUInt16LE(name.length, 4);
  return Buffer.concat([head, text(name)]);
}

function fakeInput(opcode: number, { keycode, down, afterMs }: WireKey): Buffer {
  const request = Buffer.alloc(FAKE_INPUT_BYTES);
  request.writeUInt8(opcode, 0);
  request.writeUInt8(FAKE_INPUT, 1);
  request.writeUInt16LE(FAKE_INPUT_BYTES / 4, 2);
  request.writeUInt8(down ? KEY_PRESS : KEY_RELEASE, 4);
  request.writeUInt8(keycode, 5);
  request.writeUInt32LE(Math.max(0, Math.round(afterMs)), 8);
  return request;
}

function setupRequest(env: NodeJS.ProcessEnv): Buffer {
  const { name, data } = cookieOf(env['XAUTHORITY']);
  const head = Buffer.alloc(12);
  head.write('l', 0, 'latin1');
  head.writeUInt16LE(11, 2);
  head.writeUInt16LE(name.length, 6);
  head.writeUInt16LE(data.length, 8);
  return Buffer.concat([head, text(name.toString('latin1')), text(data.toString('latin1'))]);
}

const padded = (length: number): number => 4 * Math.ceil(length / 4);

function text(value: string): Buffer {
  const bytes = Buffer.alloc(padded(value.length));
  bytes.write(value, 'latin1');
  return bytes;
}

type Cookie = { readonly name: Buffer; readonly data: Buffer };

/** The first cookie of an authority file: a family, then an address, a number, a name and the data, each with its length. */
function cookieOf(file: string | undefined): Cookie {
  if (file === undefined) return { name: Buffer.alloc(0), data: Buffer.alloc(0) };
  const bytes = readFileSync(file);
  let at = 2;
  const counted = (): Buffer => {
    const length = bytes.readUInt16BE(at);
    at += 2 + length;
    return bytes.subarray(at - length, at);
  };
  counted();
  counted();
  return { name: counted(), data: counted() };
}
