import { readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { crc32, deflateSync } from 'node:zlib';

/** The whole screen, one 32-bit number a point: 0x00RRGGBB. */
export type Picture = { readonly width: number; readonly height: number; readonly points: Uint32Array };

const GET_IMAGE = 73;
const Z_PIXMAP = 2;

/**
 * Takes a picture of a display by the X protocol itself, so that no tool has to be installed and the application does not know.
 * https://www.x.org/releases/current/doc/xproto/x11protocol.html#requests:GetImage
 */
export async function takePicture(env: NodeJS.ProcessEnv): Promise<Picture> {
  const display = /^:(\d+)/.exec(env['DISPLAY'] ?? '')?.[1] ?? '';
  const socket = connect(`/tmp/.X11-unix/X${display}`);
  try {
    const read = reader(socket);
    socket.write(hello(cookie(env['XAUTHORITY'] ?? '')));
    const head = await read(8);
    if (head[0] !== 1) throw new Error('the display refused the connection');
    const setup = await read(head.readUInt16LE(6) * 4);
    const screen = screenOf(setup);
    socket.write(getImage(screen));
    const answer = await read(32);
    if (answer[0] !== 1) throw new Error(`the display refused its picture: error ${String(answer[1])}`);
    const bytes = await read(answer.readUInt32LE(4) * 4);
    const points = new Uint32Array(screen.width * screen.height);
    for (let i = 0; i < points.length; i += 1) points[i] = bytes.readUInt32LE(i * 4) & 0xffffff;
    return { width: screen.width, height: screen.height, points };
  } finally {
    socket.destroy();
  }
}

/** How many points have exactly this colour, written as in a style sheet. */
export function countColour({ points }: Picture, colour: string): number {
  const wanted = Number.parseInt(colour.slice(1), 16);
  return points.reduce((sum, point) => (point === wanted ? sum + 1 : sum), 0);
}

/** The picture as a PNG file. */
export function asPng({ width, height, points }: Picture): Buffer {
  const rows = Buffer.alloc(height * (1 + width * 3));
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) rows.writeUIntBE(points[y * width + x] ?? 0, y * (1 + width * 3) + 1 + x * 3, 3);
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk('IHDR', head), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))]);
}

function chunk(type: string, body: Buffer): Buffer {
  const typed = Buffer.concat([Buffer.from(type, 'ascii'), body]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(body.length);
  check.writeUInt32BE(crc32(typed));
  return Buffer.concat([length, typed, check]);
}

type Screen = { readonly root: number; readonly width: number; readonly height: number };

/** The first screen of the connection's setup; its visual is the one that Xvfb has at 24 bits. */
function screenOf(setup: Buffer): Screen {
  const vendor = setup.readUInt16LE(16);
  const formats = setup.readUInt8(21);
  const at = 32 + Math.ceil(vendor / 4) * 4 + formats * 8;
  return { root: setup.readUInt32LE(at), width: setup.readUInt16LE(at + 20), height: setup.readUInt16LE(at + 22) };
}

function getImage({ root, width, height }: Screen): Buffer {
  const request = Buffer.alloc(20);
  request.set([GET_IMAGE, Z_PIXMAP]);
  request.writeUInt16LE(5, 2);
  request.writeUInt32LE(root, 4);
  request.writeUInt16LE(width, 12);
  request.writeUInt16LE(height, 14);
  request.writeUInt32LE(0xffffffff, 16);
  return request;
}

function hello(secret: Buffer): Buffer {
  const name = Buffer.from('MIT-MAGIC-COOKIE-1');
  const head = Buffer.alloc(12);
  head.writeUInt8(0x6c, 0);
  head.writeUInt16LE(11, 2);
  head.writeUInt16LE(name.length, 6);
  head.writeUInt16LE(secret.length, 8);
  return Buffer.concat([head, padded(name), padded(secret)]);
}

const padded = (bytes: Buffer): Buffer => Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)]);

/** The last field of an authority file's only entry. */
function cookie(file: string): Buffer {
  return readFileSync(file).subarray(-16);
}

/** Reads exactly so many bytes at a time. */
function reader(socket: Socket): (bytes: number) => Promise<Buffer> {
  let kept = Buffer.alloc(0);
  let wake: () => void = () => undefined;
  let failure: Error | null = null;
  socket.on('data', (data: Buffer) => {
    kept = Buffer.concat([kept, data]);
    wake();
  });
  socket.on('error', (error) => {
    failure = error;
    wake();
  });
  socket.on('close', () => {
    failure ??= new Error('the display hung up');
    wake();
  });
  return async (bytes) => {
    while (kept.length < bytes) {
      if (failure !== null) throw failure;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
    const taken = kept.subarray(0, bytes);
    kept = kept.subarray(bytes);
    return taken;
  };
}
