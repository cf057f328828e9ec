/** An update, cut at a hundred points, and the whole way of a real AppImage: new version, broken version, back again. */
import { generateKeyPairSync } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { bundle } from '../evidence-report/bundle.mjs';
import { pack } from '../package/build.mjs';
import { findTools } from '../package/tools.mjs';
import { importTs } from '../prepare/import-ts.mjs';
import { startXvfb } from '../process/xvfb.mjs';
import { publicPart } from '../sign-release.mjs';

const CUTS = 100;
const MEGABYTES = 60;

/** @type {import('../evidence.mjs').Evidence} */
export const evidence = {
  title:
    'updates killed at 100 points leave the old or the new version; a real AppImage updates and goes back (--cuts N, --only cuts)',
  run: async ({ given, runtime, root, say }) => {
    const work = path.join(root, 'out/update');
    fs.rmSync(work, { recursive: true, force: true });
    const child = await bundle({ input: 'test/drive/update-child.ts', file: path.join(work, 'child.mjs'), external: [] });
    const { cutUpdates } = await importTs('test/drive/update-cuts.ts');
    const cut = await cutUpdates({ cuts: Number(given.cuts ?? CUTS), child, megabytes: MEGABYTES }, say);
    const journey = given.only === 'cuts' ? null : await travel({ work, runtime, root, say });
    const { old, new: taken, ...figures } = cut;
    return {
      ok: isSound(cut) && (journey === null || isWhole(journey)),
      figures: { ...figures, leftOld: old, leftNew: taken, ...journey },
    };
  },
};

/** Cuts that all came too early, or all too late, would prove nothing. @param {any} cut */
const isSound = (cut) => cut.neither === 0 && cut.notFinished === 0 && cut.old > 0 && cut.new > 0;

/** @param {any} journey */
const isWhole = ({ updated, restarted, brokenTried, wentBack }) => updated && restarted && brokenTried === 2 && wentBack;

/** @param {{ work: string, runtime: any, root: string, say: (line: string) => void }} order */
async function travel({ work, runtime, root, say }) {
  if (process.platform !== 'linux') throw new Error('AppImages are Linux packages; elsewhere: --only cuts');
  const { startUpdateServer } = await importTs('test/drive/update-server.ts');
  const { updateJourney } = await importTs('test/drive/update-journey.ts');
  const { unprivileged } = await importTs('test/drive/unprivileged.ts');
  const { privateKey } = generateKeyPairSync('ed25519');
  const server = await startUpdateServer();
  const person = unprivileged();
  const display = await startXvfb();
  try {
    process.env.PAYDESK_UPDATE_URL = server.address;
    process.env.PAYDESK_UPDATE_PUBLIC_KEY = publicPart(privateKey);
    const base = await appImage({ root, out: path.join(work, 'old'), runtime, version: '0.1.0', say });
    const next = await appImage({ root, out: path.join(work, 'new'), runtime, version: '0.2.0', say });
    say('both AppImages are built');
    return await updateJourney(
      { base, next, server, key: privateKey, person, env: person.env({ ...process.env, ...display.env }) },
      say,
    );
  } finally {
    await server.close();
    await display.stop();
    person.close();
    fs.rmSync(work, { recursive: true, force: true });
  }
}

/** @param {{ root: string, out: string, runtime: any, version: string, say: (line: string) => void }} order */
async function appImage({ root, out, runtime, version, say }) {
  const { env, why } = await findTools({ root, say });
  if (why.AppImage !== undefined) throw new Error(`no AppImage can be built here: ${why.AppImage}`);
  const target = /** @type {import('../package/native-binaries.mjs').Target} */ ({ system: 'linux', arch: process.arch });
  const packed = await pack({ root, out, target, formats: ['AppImage'], runtime, isStandIn: false, env, version });
  if ('why' in packed) throw new Error(packed.why);
  const [file] = packed.files.filter((one) => one.endsWith('.AppImage'));
  if (file === undefined) throw new Error('no AppImage came out');
  return file;
}
