import fs from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accomplices, breaches, innocents } from './seeded-breaches.ts';

type Rules = { readonly forbidden: { readonly name: string }[]; readonly options: Record<string, unknown> };
type Finding = { readonly rule: string; readonly from: string };

const projectRoot = path.resolve(import.meta.dirname, '../../..');
const rules = createRequire(import.meta.url)(path.join(projectRoot, '.dependency-cruiser.cjs')) as Rules;
const rooms = ['core', 'main', 'preload', 'renderer', 'simulator', 'verify'];
const packageNames = ['electron', 'keytar', 'react', 'vitest', 'zod'];

let world = '';
beforeAll(() => {
  world = fs.mkdtempSync(path.join(os.tmpdir(), 'paydesk-rules-'));
});
afterAll(() => {
  fs.rmSync(world, { recursive: true, force: true });
});

describe('the dependency rules', () => {
  it('have one seeded breach each, no more and no fewer', () => {
    expect(breaches.map(({ rule }) => rule).toSorted()).toEqual(rules.forbidden.map(({ name }) => name).toSorted());
  });

  it('say nothing about a tree that keeps them', async () => {
    expect(await findingsIn(makeTree('kept', innocents))).toEqual([]);
  });

  it('each fire on their seeded breach', async () => {
    const seeds = Object.fromEntries(breaches.map(({ file, text }) => [file, text]));
    const findings = await findingsIn(makeTree('broken', { ...innocents, ...accomplices, ...seeds }));
    const missed = breaches.filter(({ rule, file }) => !findings.some((found) => found.rule === rule && found.from === file));
    expect(missed.map(({ rule }) => rule)).toEqual([]);
  }, 60_000);
});

/** A tree of its own with stand-in packages, so that the test needs nothing of the real one but the rules. */
function makeTree(name: string, files: Readonly<Record<string, string>>): string {
  const root = path.join(world, name);
  const dependencies = { keytar: '1.0.0', react: '1.0.0', zod: '1.0.0' };
  write(root, 'package.json', JSON.stringify({ dependencies, devDependencies: { electron: '1.0.0', vitest: '1.0.0' } }));
  for (const one of packageNames) {
    write(root, `node_modules/${one}/package.json`, JSON.stringify({ name: one, version: '1.0.0', main: 'index.js' }));
    write(root, `node_modules/${one}/index.js`, 'exports.app = 1;\n');
  }
  for (const room of rooms) fs.mkdirSync(path.join(root, room), { recursive: true });
  for (const [file, text] of Object.entries(files)) write(root, file, text);
  return root;
}

function write(root: string, file: string, text: string): void {
  const target = path.join(root, file);
  fs.mkdirSync(path.dirname(target), { recursive: true });
  fs.writeFileSync(target, text);
}

async function findingsIn(root: string): Promise<readonly Finding[]> {
  const { cache: _, ...options } = rules.options;
  const ruleSet = { forbidden: rules.forbidden };
  const reply = await cruise(rooms, { ...options, baseDir: root, validate: true, ruleSet } as never);
  const { summary } = reply.output as ICruiseResult;
  return summary.violations.map((violation) => ({ rule: violation.rule.name, from: violation.from }));
}
