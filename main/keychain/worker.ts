/**
 * The keychain process: an entry point of its own, started by Electron's utilityProcess or by child_process.fork. It
 * does one thing, holds nothing between two requests, and may be killed at any moment.
 */
import { faultOf } from './keytar-fault.ts';
import { readRequest, type WorkerReply, type WorkerRequest } from './worker-protocol.ts';

type Port = { readonly listen: (onMessage: (message: unknown) => void) => void; readonly post: (reply: WorkerReply) => void };

/** Electron's side of the pipe, described here because this file must also load where there is no Electron. */
type ParentPort = {
  readonly on: (event: 'message', listener: (event: { readonly data: unknown }) => void) => void;
  readonly postMessage: (message: unknown) => void;
};

const port = openPort();
port.listen((message) => {
  const request = readRequest(message);
  if (request !== null) void answer(request).then(port.post);
});

async function answer(request: WorkerRequest): Promise<WorkerReply> {
  try {
    return { id: request.id, ok: true, value: await run(request) };
  } catch (cause) {
    return { id: request.id, ok: false, code: faultOf(cause) };
  }
}

async function run(request: WorkerRequest): Promise<string | boolean | null> {
  // Loaded at the first request, so that a missing system library becomes an answer and not a dead process.
  const { default: keytar } = await import('keytar');
  switch (request.act) {
    case 'get':
      return keytar.getPassword(request.service, request.account);
    case 'remove':
      return keytar.deletePassword(request.service, request.account);
    case 'set':
      await keytar.setPassword(request.service, request.account, request.secret);
      return null;
  }
}

function openPort(): Port {
  const parent = parentPortOf(process);
  if (parent !== undefined) {
    return {
      listen: (onMessage) => {
        parent.on('message', ({ data }) => {
          onMessage(data);
        });
      },
      post: (reply) => {
        parent.postMessage(reply);
      },
    };
  }
  // A normal exit would wait for a native call that hangs, so a parent that is gone ends this process the hard way.
  process.on('disconnect', () => {
    process.kill(process.pid, 'SIGKILL');
  });
  return {
    listen: (onMessage) => {
      process.on('message', onMessage);
    },
    post: (reply) => {
      process.send?.(reply);
    },
  };
}

/** Electron sets it in utility processes only, though its types promise it everywhere. */
function parentPortOf(owner: { readonly parentPort?: ParentPort }): ParentPort | undefined {
  return owner.parentPort;
}
