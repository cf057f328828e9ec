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
const APP_CUTS = 4;
/** Enough for the cuts to fall into the fetching, the copying and the checking alike; a real AppImage is in the second part. */
const MEGABYTES = 24;
const PARTS = ['cuts', 'appimage'];

/** @typedef {Record<string, number | boolean>} Figures */

/** @type {import('../evidence.mjs').Evidence} */
export const evidence = {
  title:
    'updates killed at 100 points leave the old or the new version; a real AppImage refuses forgeries, updates, is cut, goes back (--only cuts or appimage, --cuts N, --app-cuts N)',
  run: async ({ given, runtime, root, say }) => {
    const wanted = typeof given.only === 'string' ? [given.only] : PARTS;
    if (wanted.some((part) => !PARTS.includes(part))) throw new Error(`--only takes ${PARTS.join(' or ')}`);
    const work = path.join(root, 'out/update');
    const kept = keeper(root);
    for (const part of wanted) kept.forget(part);
    for (const part of wanted) {
      fs.rmSync(work, { recursive: true, force: true });
      kept.keep(part, await carryOut(part, given, { work, runtime, root, say }));
    }
    return together(kept.all(), say);
  },
};

/** @param {string} part @param {Readonly<Record<string, string | true>>} given @param {Order} order @returns {Promise<Figures>} */
const carryOut = (part, given, order) =>
  part === 'cuts' ? cutThem(Number(given.cuts ?? CUTS), order) : travel(Number(given['app-cuts'] ?? APP_CUTS), order);

/** Parts that were run one after the other for the same build are told together. @param {Record<string, Figures>} parts @param {(line: string) => void} say */
function together(parts, say) {
  const missing = PARTS.filter((part) => parts[part] === undefined);
  for (const part of missing) say(`not run for this build yet: --only ${part}`);
  const { cuts, appimage } = parts;
  const areSound = cuts === undefined || isSound(cuts);
  const isJourneyWhole = appimage === undefined || isWhole(appimage);
  return { ok: areSound && isJourneyWhole, figures: { ...cuts, ...appimage, partsMissing: missing.length } };
}

/** What the parts found, kept beside the build that they ran. @param {string} root */
function keeper(root) {
  const file = path.join(root, 'out/evidence/update-parts.json');
  const build = fs.readFileSync(path.join(root, 'out/build.sha256'), 'utf8');
  /** @returns {Record<string, Figures>} */
  const all = () => {
    const found = fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : null;
    return found?.build === build ? found.parts : {};
  };
  /** @param {Record<string, Figures>} parts */
  const write = (parts) => {
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, JSON.stringify({ build, parts }));
  };
  return {
    all,
    /** @param {string} part @param {Figures} figures */
    keep: (part, figures) => write({ ...all(), [part]: figures }),
    /** @param {string} part */
    forget: (part) => write(Object.fromEntries(Object.entries(all()).filter(([name]) => name !== part))),
  };
}

/** Cuts that all came too early, or all too late, would prove nothing. @param {any} found */
const isSound = ({ neither, notFinished, leftOld, leftNew }) => neither === 0 && notFinished === 0 && leftOld > 0 && leftNew > 0;

/** @param {any} found */
const isWhole = ({ forgedRefused, updated, restarted, brokenTried, wentBack, appNeither }) =>
  forgedRefused === 2 && updated && restarted && brokenTried === 2 && wentBack && appNeither === 0;

/** @typedef {{ work: string, runtime: any, root: string, say: (line: string) => void }} Order */

/** @param {number} cuts @param {Order} order @returns {Promise<Figures>} */
async function cutThem(cuts, { work, say }) {
  const child = await bundle({ input: 'test/drive/update-child.ts', file: path.join(work, 'child.mjs'), external: [] });
  const { cutUpdates } = await importTs('test/drive/update-cuts.ts');
  const { old, new: taken, ...figures } = await cutUpdates({ cuts, child, megabytes: MEGABYTES }, say);
  return { ...figures, leftOld: old, leftNew: taken };
}

/** @param {number} appCuts @param {Order} order @returns {Promise<Figures>} */
async function travel(appCuts, { work, runtime, root, say }) {
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
      { base, next, server, key: privateKey, person, appCuts, env: person.env({ ...process.env, ...display.env }) },
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
