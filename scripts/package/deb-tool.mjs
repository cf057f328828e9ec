#!/usr/bin/env node
/**
 * Builds a .deb with Debian's own dpkg-deb from the arguments that electron-builder gives to fpm, so that neither Ruby nor the
 * builder's download is needed. Only what electron-builder passes is understood.
 */
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const FLAGS = new Set(['--force', '--debug']);

/**
 * @param {readonly string[]} args
 * @returns {{ one: Record<string, string>, depends: string[], recommends: string[], files: [from: string, to: string][] }}
 */
export function readFpm(args) {
  /** @type {ReturnType<typeof readFpm>} */
  const read = { one: {}, depends: [], recommends: [], files: [] };
  const rest = args.filter((arg) => !FLAGS.has(arg));
  for (let arg = rest.shift(); arg !== undefined; arg = rest.shift()) {
    if (arg.startsWith('-')) takeOption(read, arg, () => rest.shift() ?? '');
    else read.files.push([arg.slice(0, arg.lastIndexOf('=')), arg.slice(arg.lastIndexOf('=') + 1)]);
  }
  return read;
}

/** @param {ReturnType<typeof readFpm>} read @param {string} arg `--key=value`, `--key` or `-k` @param {() => string} next */
function takeOption(read, arg, next) {
  const cut = arg.startsWith('--') ? arg.indexOf('=') : -1;
  const key = (cut < 0 ? arg : arg.slice(0, cut)).replace(/^-+/, '');
  const value = cut < 0 ? next() : arg.slice(cut + 1);
  if (key === 'd' || key === 'depends') read.depends.push(value);
  else if (key === 'deb-recommends') read.recommends.push(value);
  else read.one[key] = value;
}

/** The control file: one field a line. @param {ReturnType<typeof readFpm>} asked @param {number} installedKb */
export function controlFile({ one, depends, recommends }, installedKb) {
  const [summary = '', ...rest] = (one.description ?? '').trim().split('\n');
  const long = rest.map((line) => ` ${line.trim() || '.'}`);
  const fields = [
    ['Package', one.name],
    ['Version', one.iteration ? `${one.version}-${one.iteration}` : one.version],
    ['Architecture', one.architecture],
    ['Maintainer', one.maintainer],
    ['Installed-Size', String(installedKb)],
    ['Depends', depends.join(', ')],
    ['Recommends', recommends.join(', ')],
    ['Section', one.category ?? 'default'],
    ['Priority', one['deb-priority'] ?? 'optional'],
    ['Homepage', one.url],
    ['Description', [summary.replace(/\s+/g, ' ').trim() || one.name, ...long].join('\n')],
  ];
  return `${fields.flatMap(([name, value]) => (value ? [`${name}: ${value}`] : [])).join('\n')}\n`;
}

/** @param {readonly string[]} args */
function build(args) {
  const asked = readFpm(args);
  if (asked.one.s !== 'dir' || asked.one.t !== 'deb') throw new Error('only -s dir -t deb');
  const root = fs.mkdtempSync(path.join(os.tmpdir(), 'paydesk-deb-'));
  try {
    fs.chmodSync(root, 0o755);
    for (const [from, to] of asked.files) place(root, from, to);
    execFileSync('chmod', ['-R', 'u+rwX,go+rX,go-w', root]);
    writeAbout(root, asked);
    const level = process.env.PAYDESK_DEB_LEVEL ?? '';
    const how = [asked.one['deb-compression'] === 'xz' ? '-Zxz' : '-Zgzip', ...(level === '' ? [] : [`-z${level}`])];
    execFileSync('dpkg-deb', ['--root-owner-group', ...how, '-b', root, asked.one.package ?? asked.one.p ?? ''], {
      stdio: 'inherit',
    });
  } finally {
    fs.rmSync(root, { recursive: true, force: true });
  }
}

/** The package's own folder: control file, checksums, and what runs after installing and removing. @param {string} root @param {ReturnType<typeof readFpm>} asked */
function writeAbout(root, asked) {
  const about = path.join(root, 'DEBIAN');
  const kb = Number(execFileSync('du', ['-sk', root]).toString().split(/\s/)[0]);
  fs.mkdirSync(about, { mode: 0o755 });
  fs.writeFileSync(path.join(about, 'control'), controlFile(asked, kb));
  const sums = 'find . -type f ! -path "./DEBIAN/*" -printf "%P\\0" | sort -z | xargs -0 md5sum';
  fs.writeFileSync(path.join(about, 'md5sums'), execFileSync('bash', ['-c', sums], { cwd: root, maxBuffer: 1 << 26 }));
  for (const [script, file] of [
    ['postinst', asked.one['after-install']],
    ['postrm', asked.one['after-remove']],
  ]) {
    if (script === undefined || file === undefined) continue;
    const text = fs.readFileSync(file, 'utf8');
    fs.writeFileSync(path.join(about, script), text.startsWith('#!') ? text : `#!/bin/bash\n${text}`, { mode: 0o755 });
  }
}

/** @param {string} root @param {string} from @param {string} to */
function place(root, from, to) {
  const target = path.join(root, to);
  if (from.endsWith('/')) {
    fs.mkdirSync(target, { recursive: true });
    execFileSync('cp', ['-a', `${from}.`, target]);
    return;
  }
  fs.mkdirSync(path.dirname(target), { recursive: true });
  fs.copyFileSync(from, target);
  fs.chmodSync(target, 0o644);
}

if (process.argv[1] !== undefined && fs.realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  build(process.argv.slice(2));
}
