import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { load } from 'js-yaml';
import { describe, expect, it } from 'vitest';

type Step = {
  readonly uses?: string;
  readonly run?: string;
  readonly if?: string;
  readonly env?: Readonly<Record<string, string>>;
};
type Job = {
  readonly steps: readonly Step[];
  readonly env?: Readonly<Record<string, string>>;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly strategy?: { readonly matrix: { readonly include: readonly { readonly name: string }[] } };
};

const root = path.resolve(import.meta.dirname, '../../..');
const text = readFileSync(path.join(root, '.github/workflows/release.yml'), 'utf8');
const { jobs } = load(text) as { readonly jobs: Readonly<Record<string, Job>> };
const steps = Object.values(jobs).flatMap((job) => job.steps);
const runs = steps.map(({ run }) => run ?? '').join('\n');
const { scripts } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
  readonly scripts: Readonly<Record<string, string>>;
};
const found = (pattern: RegExp): readonly string[] => [...runs.matchAll(pattern)].map(([, name = '']) => name);

/** Whether a step is run on every system. */
const isEverywhere = ({ if: when }: Step): boolean => when === undefined;

describe('the release workflow', () => {
  it('takes each action by its commit and names its version beside it', () => {
    const used = text.split('\n').filter((line) => line.includes('uses:'));
    expect(used.length).toBeGreaterThan(5);
    for (const line of used) expect(line).toMatch(/uses: actions\/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  it('runs only commands that there are', () => {
    const names = found(/npm run (?:--silent )?([a-z0-9-]+)/g);
    expect(names).toEqual(expect.arrayContaining(['check', 'e2e', 'package', 'evidence']));
    for (const name of names) expect(Object.keys(scripts)).toContain(name);
    for (const file of found(/node (scripts\/\S+\.mjs)/g)) expect(existsSync(path.join(root, file)), file).toBe(true);
    const proofs = found(/evidence -- ([a-z-]+)/g);
    expect(proofs).toEqual(expect.arrayContaining(['attacks', 'package', 'secrets', 'update']));
    for (const name of proofs) expect(existsSync(path.join(root, 'scripts/evidence', `${name}.mjs`)), name).toBe(true);
    const specs = readdirSync(path.join(root, 'test/e2e'));
    for (const name of found(/npm run e2e -- ([a-z-]+)/g)) expect(specs).toContain(`${name}.spec.ts`);
  });

  it('tests, launches, takes payments and packs on each of the three systems, on the official Electron', () => {
    const build = jobs['build'];
    expect(build?.strategy?.matrix.include.map(({ name }) => name)).toEqual(['linux', 'windows', 'macos']);
    expect(build?.env?.['PAYDESK_RELEASE']).toBe('1');
    const everywhere = (build?.steps ?? []).filter(isEverywhere).map(({ run, uses }) => run ?? uses ?? '');
    const commands = ['npm ci', 'npm run check', 'npm run e2e -- launch', 'npm run package -- --own'];
    expect(everywhere).toEqual(expect.arrayContaining(commands));
    for (const part of ['npm sbom', '--checksums', 'attest-build-provenance', 'upload-artifact'])
      expect(
        everywhere.some((step) => step.includes(part)),
        part,
      ).toBe(true);
  });

  it('gives a secret only to the step that signs, and whose updates are believed to every step that packs', () => {
    const withSecrets = steps.filter(({ env }) => JSON.stringify(env ?? {}).includes('secrets.'));
    expect(withSecrets.map(({ run }) => run)).toEqual(['npm run package -- --own']);
    expect(jobs['build']?.env?.['PAYDESK_UPDATE_PUBLIC_KEY']).toContain('vars.');
    expect(JSON.stringify(jobs['build']?.env)).not.toContain('secrets.');
  });
});
