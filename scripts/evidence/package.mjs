/** Builds the packages, reads them back, starts each one and takes a payment with it. */
import fs from 'node:fs';
import path from 'node:path';
import { makePackages } from '../package.mjs';
import { pack } from '../package/build.mjs';
import { importTs } from '../prepare/import-ts.mjs';
import { startKeyringSession } from '../process/keyring-session.mjs';
import { startXvfb } from '../process/xvfb.mjs';

const STARTS = 5;
/** By then V8 has given back what starting and paying left behind. */
const REST_MS = 30_000;

/** @type {import('../evidence.mjs').Evidence} */
export const evidence = {
  title:
    'the packages of this system: built, read back, started, one payment each (--only deb,AppImage,tar.gz or dir, --starts N, --quick)',
  run: async ({ given, runtime, root, say }) => {
    const out = path.join(root, 'dist');
    const formats = typeof given.only === 'string' ? given.only.split(',') : null;
    const made = await makePackages({ runtime, out, formats, foreign: given.quick !== true, say });
    for (const { name, why } of made.not) say(`not built here: ${name}: ${why}`);
    const own = made.packed
      .filter(({ isStandIn }) => !isStandIn)
      .flatMap(({ files, unpacked }) => (files.length > 0 ? files : [unpacked]));
    const bareMb = given.quick === true ? null : await bareRuntimeMb({ out, runtime, root, env: made.env });
    const tried = await tryThem({ files: own, starts: Number(given.starts ?? STARTS), runtime, root, say });
    const faults = [...made.faults, ...tried.faults];
    for (const fault of faults) say(fault);
    const megabytes = (/** @type {string} */ ending) => {
      const file = own.find((one) => one.endsWith(ending));
      return file === undefined ? null : sizeMb(file);
    };
    return {
      ok: faults.length === 0 && tried.counts.paid === own.length,
      figures: {
        targetsBuilt: own.length,
        inspected: made.packed.filter(({ isStandIn }) => isStandIn).length,
        launched: tried.counts.launched,
        paid: tried.counts.paid,
        installerMb: megabytes('.tar.gz'),
        debMb: megabytes('.deb'),
        appImageMb: megabytes('.AppImage'),
        idleMemoryMb: tried.idleMemoryMb,
        coldStartMedianMs: tried.coldStartMedianMs,
        fusesAsDeclared: !made.faults.some((fault) => fault.includes('fuse')),
      },
      floors: {
        bareRuntimeMb: bareMb,
        developmentStartMedianMs: tried.developmentStartMedianMs,
        emptyWindowMemoryMb: tried.emptyWindowMemoryMb,
      },
    };
  },
};

/** The runtime around an application of one line, packed the same way. @param {{ out: string, runtime: any, root: string, env: NodeJS.ProcessEnv }} order */
async function bareRuntimeMb({ out, runtime, root, env }) {
  const bare = path.join(out, '.bare');
  const app = path.join(bare, 'app');
  fs.mkdirSync(path.join(app, 'node_modules'), { recursive: true });
  const product = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8'));
  const about = {
    ...product,
    main: 'main.js',
    author: 'nobody',
    dependencies: undefined,
    devDependencies: undefined,
    scripts: undefined,
  };
  fs.writeFileSync(path.join(app, 'package.json'), JSON.stringify(about));
  fs.writeFileSync(path.join(app, 'main.js'), '// Nothing: only its size is asked.\n');
  const target = /** @type {import('../package/native-binaries.mjs').Target} */ ({
    system: process.platform,
    arch: process.arch,
  });
  const packed = await pack({ root, out: bare, target, formats: ['tar.gz'], runtime, isStandIn: false, env, app });
  const size = 'files' in packed && packed.files[0] !== undefined ? sizeMb(packed.files[0]) : null;
  fs.rmSync(bare, { recursive: true, force: true });
  return size;
}

/** @param {string} file */
const sizeMb = (file) => fs.statSync(file).size / 1_048_576;

/** @param {{ files: readonly string[], starts: number, runtime: any, root: string, say: (line: string) => void }} order */
async function tryThem({ files, starts, runtime, root, say }) {
  if (process.platform !== 'linux') throw new Error('packages are driven by X keys, which only Linux has');
  const { tryPackages, emptyWindowMb, developmentLaunch, median } = await importTs('test/drive/packaged.ts');
  const { unprivileged } = await importTs('test/drive/unprivileged.ts');
  const person = unprivileged();
  const display = await startXvfb();
  const keyring = await startKeyringSession(person.env({ ...process.env, ...display.env }), person.owner);
  // Real keys are sent by this process, to the same display.
  Object.assign(process.env, display.env);
  try {
    const order = { person, env: keyring.env, development: developmentLaunch(runtime.executable), restMs: REST_MS };
    const emptyWindowMemoryMb = await emptyWindowMb(order, say);
    const pictures = path.join(root, 'out/pictures/packaged');
    const { times, ...tried } = await tryPackages({ ...order, files, starts, pictures }, say);
    return {
      ...tried,
      emptyWindowMemoryMb,
      coldStartMedianMs: median(times.packaged),
      developmentStartMedianMs: median(times.development),
    };
  } finally {
    await keyring.stop();
    await display.stop();
    person.close();
  }
}
