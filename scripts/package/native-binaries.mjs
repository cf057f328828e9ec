/** Which system a native binary was built for, read from its own header: names of files and folders are anybody's guess. */

/**
 * @typedef {'linux' | 'win32' | 'darwin'} System
 * @typedef {'x64' | 'arm64'} Arch
 * @typedef {{ system: System, arch: Arch }} Target
 * @typedef {{ system: System, archs: readonly string[], isMusl: boolean }} Built
 */

/** @type {Record<number, string>} */
const ELF_MACHINES = { 3: 'ia32', 40: 'arm', 62: 'x64', 183: 'arm64' };
/** @type {Record<number, string>} */
const PE_MACHINES = { 0x014c: 'ia32', 0x8664: 'x64', 0xaa64: 'arm64' };
/** @type {Record<number, string>} */
const MACH_TYPES = { 0x01000007: 'x64', 0x0100000c: 'arm64', 0x00000007: 'ia32' };

/**
 * Reads the header of an ELF, PE or Mach-O file (thin or universal); null for anything else. An architecture without a name here
 * is named by its number, so that it matches no target.
 * @param {Buffer} bytes the whole file
 * @returns {Built | null}
 */
export function readBinary(bytes) {
  if (bytes.length < 64) return null;
  const magic = bytes.readUInt32BE(0);
  if (magic === 0x7f454c46) {
    const machine = bytes.readUInt16LE(18);
    return { system: 'linux', archs: [nameIn(ELF_MACHINES, machine)], isMusl: bytes.includes('libc.musl-') };
  }
  if (magic >>> 16 === 0x4d5a) return readPe(bytes);
  if (magic === 0xcffaedfe || magic === 0xcefaedfe) return mac([nameIn(MACH_TYPES, bytes.readUInt32LE(4))]);
  if (magic === 0xcafebabe) return readUniversal(bytes);
  return null;
}

/**
 * True when the binary loads on the target. A binary for several architectures serves each of them; musl builds serve Alpine,
 * where Electron does not run.
 * @param {Built} built @param {Target} target
 */
export function serves(built, { system, arch }) {
  return built.system === system && built.archs.includes(arch) && !built.isMusl;
}

/** @param {Buffer} bytes @returns {Built | null} */
function readPe(bytes) {
  const at = bytes.readUInt32LE(0x3c);
  if (at + 6 > bytes.length || bytes.readUInt32BE(at) !== 0x50450000) return null;
  return { system: 'win32', archs: [nameIn(PE_MACHINES, bytes.readUInt16LE(at + 4))], isMusl: false };
}

/** @param {Buffer} bytes @returns {Built | null} */
function readUniversal(bytes) {
  const count = bytes.readUInt32BE(4);
  // A Java class begins with the same four bytes; its next four are a version above 40.
  if (count === 0 || count > 8 || bytes.length < 8 + count * 20) return null;
  return mac(Array.from({ length: count }, (_, i) => nameIn(MACH_TYPES, bytes.readUInt32BE(8 + i * 20))));
}

/** @param {readonly string[]} archs @returns {Built} */
const mac = (archs) => ({ system: 'darwin', archs, isMusl: false });

/** @param {Record<number, string>} names @param {number} value */
const nameIn = (names, value) => names[value] ?? `machine ${value}`;
