/**
 * Windows and macOS runtimes without Windows or macOS: folders with the files, resources and fuse wire that the builder changes,
 * around programs that do nothing. What comes out can be inspected, never started, and is never handed to anybody.
 */
import fs from 'node:fs';
import path from 'node:path';
import { NtExecutable, NtExecutableResource, Resource } from 'resedit';

/** The wire that @electron/fuses looks for: sentinel, version, count, then one byte a fuse, all in Electron's defaults. */
const WIRE = Buffer.concat([Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'), Buffer.from([1, 8]), Buffer.from('10110011')]);

/** @typedef {import('./native-binaries.mjs').Target} Target */

/**
 * Writes the stand-in and returns its folder, to be used as `electronDist`.
 * @param {string} folder @param {Target} target @param {string} version
 */
export function makeStandIn(folder, { system, arch }, version) {
  fs.rmSync(folder, { recursive: true, force: true });
  fs.mkdirSync(path.join(folder, 'resources'), { recursive: true });
  fs.writeFileSync(path.join(folder, 'version'), version);
  fs.writeFileSync(path.join(folder, 'LICENSE'), 'a stand-in for the Electron runtime');
  if (system === 'win32') fs.writeFileSync(path.join(folder, 'electron.exe'), named(emptyExe(arch), version));
  else makeMacApp(path.join(folder, 'Electron.app'), version);
  return folder;
}

/** With the version resource that the builder rewrites. @param {Buffer} exe @param {string} version */
function named(exe, version) {
  const program = NtExecutable.from(exe);
  const resources = NtExecutableResource.from(program);
  const about = Resource.VersionInfo.createEmpty();
  about.setFileVersion(version, 1033);
  about.setStringValues({ lang: 1033, codepage: 1200 }, { ProductName: 'Electron', OriginalFilename: 'electron.exe' });
  about.outputToResourceEntries(resources.entries);
  resources.outputResource(program);
  return Buffer.from(program.generate());
}

/** The smallest 64-bit Windows program that resource editors accept: one section of code, one of data with the fuse wire. */
function emptyExe(/** @type {string} */ arch) {
  const FILE = 0x200;
  const data = Math.ceil(WIRE.length / FILE) * FILE;
  const exe = Buffer.alloc(FILE * 2 + FILE + data);
  exe.write('MZ');
  exe.writeUInt32LE(0x80, 0x3c);
  exe.write('PE\0\0', 0x80, 'latin1');
  exe.writeUInt16LE(arch === 'arm64' ? 0xaa64 : 0x8664, 0x84);
  exe.writeUInt16LE(2, 0x86);
  exe.writeUInt16LE(240, 0x94);
  exe.writeUInt16LE(0x22, 0x96);
  const optional = 0x98;
  exe.writeUInt16LE(0x20b, optional);
  exe.writeUInt32LE(FILE, optional + 4);
  exe.writeUInt32LE(data, optional + 8);
  exe.writeUInt32LE(0x1000, optional + 16);
  exe.writeUInt32LE(0x1000, optional + 20);
  exe.writeBigUInt64LE(0x140000000n, optional + 24);
  exe.writeUInt32LE(0x1000, optional + 32);
  exe.writeUInt32LE(FILE, optional + 36);
  exe.writeUInt16LE(6, optional + 40);
  exe.writeUInt16LE(6, optional + 48);
  exe.writeUInt32LE(0x3000, optional + 56);
  exe.writeUInt32LE(FILE * 2, optional + 60);
  exe.writeUInt16LE(2, optional + 68);
  exe.writeUInt32LE(16, optional + 108);
  section(exe, optional + 240, { name: '.text', at: 0x1000, size: FILE, file: FILE * 2, flags: 0x60000020 });
  section(exe, optional + 280, { name: '.data', at: 0x2000, size: data, file: FILE * 3, flags: 0xc0000040 });
  exe.writeUInt8(0xc3, FILE * 2);
  WIRE.copy(exe, FILE * 3);
  return exe;
}

/** @param {Buffer} exe @param {number} row @param {{ name: string, at: number, size: number, file: number, flags: number }} part */
function section(exe, row, { name, at, size, file, flags }) {
  exe.write(name, row, 'latin1');
  exe.writeUInt32LE(size, row + 8);
  exe.writeUInt32LE(at, row + 12);
  exe.writeUInt32LE(size, row + 16);
  exe.writeUInt32LE(file, row + 20);
  exe.writeUInt32LE(flags, row + 36);
}

/** @param {string} app @param {string} version */
function makeMacApp(app, version) {
  const framework = path.join(app, 'Contents/Frameworks/Electron Framework.framework');
  program(path.join(app, 'Contents/MacOS/Electron'));
  plist(path.join(app, 'Contents/Info.plist'), 'Electron', version);
  fs.mkdirSync(path.join(app, 'Contents/Resources'), { recursive: true });
  fs.writeFileSync(path.join(app, 'Contents/Resources/electron.icns'), '');
  program(path.join(framework, 'Versions/A/Electron Framework'), WIRE);
  fs.symlinkSync('A', path.join(framework, 'Versions/Current'));
  fs.symlinkSync('Versions/Current/Electron Framework', path.join(framework, 'Electron Framework'));
  for (const kind of ['', ' (Renderer)', ' (GPU)', ' (Plugin)']) {
    const name = `Electron Helper${kind}`;
    const helper = path.join(app, `Contents/Frameworks/${name}.app/Contents`);
    program(path.join(helper, 'MacOS', name));
    plist(path.join(helper, 'Info.plist'), name, version);
  }
}

/** @param {string} file @param {Buffer} [body] */
function program(file, body = Buffer.alloc(64)) {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, body, { mode: 0o755 });
}

/** @param {string} file @param {string} name @param {string} version */
function plist(file, name, version) {
  fs.writeFileSync(
    file,
    `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0"><dict>
<key>CFBundleExecutable</key><string>${name}</string>
<key>CFBundleName</key><string>${name}</string>
<key>CFBundleIdentifier</key><string>com.github.Electron</string>
<key>CFBundleIconFile</key><string>electron.icns</string>
<key>CFBundlePackageType</key><string>APPL</string>
<key>CFBundleVersion</key><string>${version}</string>
<key>CFBundleShortVersionString</key><string>${version}</string>
</dict></plist>
`,
  );
}
