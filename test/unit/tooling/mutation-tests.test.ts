import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '../../..');
/** What stryker.config.mjs copies; a test that reaches outside does not load there, and is missing without a word. */
const COPIED = /^(?:core|test\/(?:unit|integration|builders|mutation))\//;
const JUDGES = ['test/unit/{money,paycode,journal,refund,payment}/**/*.test.ts', 'test/integration/payment-*.test.ts'];
const LOADED = /^(?:import|export) (?!type )[^;]*?from '(\.[^']+)';/gm;

/** Every file that a test loads, itself included; imports of types alone load nothing. */
function loadedBy(file: string, seen = new Set<string>()): ReadonlySet<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  if (!COPIED.test(file)) return seen;
  const text = fs.readFileSync(path.join(root, file), 'utf8');
  for (const [, found = ''] of text.matchAll(LOADED)) loadedBy(path.posix.join(path.posix.dirname(file), found), seen);
  return seen;
}

describe('the tests that judge mutants', () => {
  const judges = ['money', 'paycode', 'journal', 'refund', 'payment']
    .flatMap((folder) => listed(`test/unit/${folder}`))
    .concat(listed('test/integration').filter((file) => path.basename(file).startsWith('payment-')));

  it('are those of the configuration', () => {
    const config = fs.readFileSync(path.join(root, 'test/mutation/vitest.config.ts'), 'utf8');
    expect(JUDGES.filter((glob) => !config.includes(`'${glob}'`))).toEqual([]);
    expect(judges.length).toBeGreaterThan(20);
  });

  it.each(judges)('%s loads nothing that the copy for mutants has not', (file) => {
    expect([...loadedBy(file)].filter((loaded) => !COPIED.test(loaded))).toEqual([]);
  });
});

function listed(folder: string): readonly string[] {
  const names = fs.readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' });
  return names.filter((name) => name.endsWith('.test.ts')).map((name) => path.posix.join(folder, name.replaceAll('\\', '/')));
}
