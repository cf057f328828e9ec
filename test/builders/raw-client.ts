import { connect, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';
import { NOTIFY_PATH, type message } from './notify-sender.ts';

/** A connection on which a test says every byte itself. */
export async function rawSocket(port: number): Promise<{ readonly socket: Socket; readonly closed: Promise<string> }> {
  const socket = connect({ host: '127.0.0.1', port });
  onTestFinished(() => {
    socket.destroy();
  });
  let text = '';
  socket.on('data', (part) => (text += part.toString('latin1'))).on('error', () => undefined);
  const closed = new Promise<string>((resolve) => {
    socket.once('close', () => {
      resolve(text);
    });
  });
  await new Promise<void>((resolve) =>
    socket.once('connect', () => {
      resolve();
    }),
  );
  return { socket, closed };
}

/** What a refused sender reads, to the byte. */
export const bare = (status: string): string => `HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`;

/** Says it on a connection of its own and reads until the line is cut. */
export const shout = (port: number, text: string): Promise<string> =>
  new Promise((resolve) => {
    let answer = '';
    const socket = connect({ host: '127.0.0.1', port });
    socket
      .on('data', (part) => (answer += part.toString('latin1')))
      .on('error', () => undefined)
      .once('close', () => {
        resolve(answer);
      });
    socket.write(text);
  });

/** A whole request as text. */
export const wire = ({ body, headers }: ReturnType<typeof message>, path = NOTIFY_PATH): string =>
  [
    `POST ${path} HTTP/1.1`,
    'Host: x',
    ...Object.entries({ ...headers, 'Content-Length': String(body.length) }).map(([name, value]) => `${name}: ${value}`),
    '',
    body.toString('latin1'),
  ].join('\r\n');
