import { createHash, generateKeyPairSync } from 'node:crypto';
import { closeSync, openSync, readdirSync, readSync, statSync, type Stats } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import ssh2 from 'ssh2';

/** How the server lets people in. */
export type SftpOptions = {
  readonly host: string;
  readonly port: number;
  /** What is served, read-only. */
  readonly root: string;
  readonly user: string;
  readonly password: string;
  /** A public key that lets its owner in as well, in OpenSSH or PEM form. */
  readonly publicKey?: string;
};

/** A server that is up. `hostKey` is the SHA-256 fingerprint of its key, base64 without padding. */
export type RunningSftp = {
  readonly port: number;
  readonly hostKey: string;
  /** The next file read breaks off after this many bytes, as a bad line would; null for none. */
  readonly breakOffAfter: (bytes: number | null) => void;
  readonly close: () => Promise<void>;
};

const { OPEN_MODE, STATUS_CODE } = ssh2.utils.sftp;
const CHUNK_MAX = 32 * 1_024;

/** Serves a folder over SFTP, the way Alipay+ keeps its reports; rejects when the port is taken. */
export async function startSftp(options: SftpOptions): Promise<RunningSftp> {
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2_048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  });
  const parsed = ssh2.utils.parseKey(privateKey);
  if (parsed instanceof Error) throw parsed;
  const allowed = options.publicKey === undefined ? null : ssh2.utils.parseKey(options.publicKey);
  if (allowed instanceof Error) throw allowed;
  const faults = { breakOffAfter: null as number | null };
  const clients = new Set<ssh2.Connection>();
  const server = new ssh2.Server({ hostKeys: [privateKey] }, (client) => {
    clients.add(client);
    client.on('close', () => clients.delete(client));
    client.on('error', () => clients.delete(client));
    client.on('authentication', (context) => {
      if (context.username === options.user && isProven(context, options.password, allowed)) context.accept();
      else context.reject(allowed === null ? ['password'] : ['publickey', 'password']);
    });
    client.on('session', (accept) => {
      accept().on('sftp', (acceptSftp) => {
        serve(acceptSftp(), options.root, faults, client);
      });
    });
  });
  // Each answer is smaller than a packet; held back for more, every question would take a twentieth of a second.
  const listener = createServer({ noDelay: true }, (socket) => server.injectSocket(socket));
  await new Promise<void>((resolve, reject) => {
    listener.once('error', reject);
    listener.listen(options.port, options.host, resolve);
  });
  return {
    port: (listener.address() as { readonly port: number }).port,
    hostKey: createHash('sha256').update(parsed.getPublicSSH()).digest('base64').replaceAll('=', ''),
    breakOffAfter: (bytes) => {
      faults.breakOffAfter = bytes;
    },
    close: () =>
      new Promise((resolve) => {
        for (const client of clients) client.end();
        listener.close(() => {
          resolve();
        });
      }),
  };
}

/** A client shows a key first without a signature, to hear whether it would do. */
function isProven(context: ssh2.AuthContext, password: string, allowed: ssh2.ParsedKey | null): boolean {
  if (context.method === 'password') return context.password === password;
  if (context.method !== 'publickey' || !allowed?.getPublicSSH().equals(context.key.data)) return false;
  const { blob, signature, hashAlgo } = context;
  if (signature === undefined || blob === undefined) return true;
  // The library hands back an error, which its typings do not name, for a signature of another make.
  const proof: unknown = allowed.verify(blob, signature, hashAlgo);
  return proof === true;
}

type Handle = { readonly file: number } | { names: readonly string[] | null; readonly folder: string };

type Faults = { breakOffAfter: number | null };

/** The handles of one session. */
function createHandles() {
  const handles = new Map<number, Handle>();
  let next = 0;
  const numberOf = (id: Buffer): number => (id.length === 4 ? id.readUInt32BE() : -1);
  return {
    open: (handle: Handle): Buffer => {
      next += 1;
      handles.set(next, handle);
      const id = Buffer.alloc(4);
      id.writeUInt32BE(next);
      return id;
    },
    of: (id: Buffer): Handle | undefined => handles.get(numberOf(id)),
    close: (id: Buffer): void => {
      const handle = handles.get(numberOf(id));
      if (handle !== undefined && 'file' in handle) closeSync(handle.file);
      handles.delete(numberOf(id));
    },
  };
}

function serve(sftp: ssh2.SFTPWrapper, root: string, faults: Faults, client: ssh2.Connection): void {
  const handles = createHandles();
  serveFolders(sftp, root, handles);
  sftp.on('OPEN', (request, remote, flags) => {
    const file = inside(root, remote);
    if ((flags & OPEN_MODE.WRITE) !== 0) sftp.status(request, STATUS_CODE.PERMISSION_DENIED);
    else if (statSync(file, { throwIfNoEntry: false })?.isFile() !== true) sftp.status(request, STATUS_CODE.NO_SUCH_FILE);
    else sftp.handle(request, handles.open({ file: openSync(file, 'r') }));
  });
  sftp.on('READ', (request, id, offset, length) => {
    const handle = handles.of(id);
    if (handle === undefined || !('file' in handle)) sftp.status(request, STATUS_CODE.FAILURE);
    else if (faults.breakOffAfter !== null && offset >= faults.breakOffAfter) {
      faults.breakOffAfter = null;
      client.end();
    } else {
      const bytes = Buffer.alloc(Math.min(length, CHUNK_MAX, (faults.breakOffAfter ?? Infinity) - offset));
      const read = readSync(handle.file, bytes, 0, bytes.length, offset);
      if (read === 0) sftp.status(request, STATUS_CODE.EOF);
      else sftp.data(request, bytes.subarray(0, read));
    }
  });
  sftp.on('CLOSE', (request, id) => {
    handles.close(id);
    sftp.status(request, STATUS_CODE.OK);
  });
}

function serveFolders(sftp: ssh2.SFTPWrapper, root: string, handles: ReturnType<typeof createHandles>): void {
  const attributes = (request: number, remote: string): void => {
    const found = statSync(inside(root, remote), { throwIfNoEntry: false });
    if (found === undefined) sftp.status(request, STATUS_CODE.NO_SUCH_FILE);
    else sftp.attrs(request, attributesOf(found));
  };
  sftp.on('STAT', attributes);
  sftp.on('LSTAT', attributes);
  sftp.on('REALPATH', (request, remote) => {
    const filename = path.posix.normalize(path.posix.join('/', remote));
    sftp.name(request, [{ filename, longname: filename, attrs: attributesOf(statSync(root)) }]);
  });
  sftp.on('OPENDIR', (request, remote) => {
    const folder = inside(root, remote);
    if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) sftp.status(request, STATUS_CODE.NO_SUCH_FILE);
    else sftp.handle(request, handles.open({ names: readdirSync(folder), folder }));
  });
  sftp.on('READDIR', (request, id) => {
    const handle = handles.of(id);
    if (handle === undefined || 'file' in handle || handle.names === null || handle.names.length === 0) {
      sftp.status(request, STATUS_CODE.EOF);
      return;
    }
    const { folder, names } = handle;
    handle.names = null;
    sftp.name(
      request,
      names.map((filename) => ({ filename, ...entry(path.join(folder, filename)) })),
    );
  });
}

/** A path of the client below the root; `..` leads nowhere. */
const inside = (root: string, remote: string): string => path.join(root, path.posix.normalize(path.posix.join('/', remote)));

/** `ls -l` as far as clients read it: the first letter says what it is. */
function entry(file: string) {
  const found = statSync(file);
  const longname = `${found.isDirectory() ? 'drwxr-xr-x' : '-rw-r--r--'} 1 alipay alipay ${String(found.size)} Jan 1 00:00 ${path.basename(file)}`;
  return { longname, attrs: attributesOf(found) };
}

const attributesOf = (found: Stats) => ({
  mode: found.mode,
  uid: 0,
  gid: 0,
  size: found.size,
  atime: Math.floor(found.atimeMs / 1_000),
  mtime: Math.floor(found.mtimeMs / 1_000),
});
