import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { isSafe } from 'redos-detector';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { readKeyInput } from '../../../main/keychain/key-input.ts';
import { certificates } from '../../../main/settings/fields.ts';

const root = path.resolve(import.meta.dirname, '../../..');
const ROOMS = ['core', 'main', 'preload', 'renderer', 'simulator'];

type Pattern = { readonly file: string; readonly text: string; readonly pattern: RegExp };

/** Every regular expression that is written in the shipped sources. */
function patterns(): readonly Pattern[] {
  return ROOMS.flatMap((room) =>
    readdirSync(path.join(root, room), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(?:tsx?|js)$/.test(name))
      .flatMap((name) => patternsOf(path.posix.join(room, name.replaceAll('\\', '/')))),
  );
}

function patternsOf(file: string): readonly Pattern[] {
  const source = ts.createSourceFile(file, readFileSync(path.join(root, file), 'utf8'), ts.ScriptTarget.Latest, true);
  const found: Pattern[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) {
      const cut = node.text.lastIndexOf('/');
      found.push({ file, text: node.text, pattern: new RegExp(node.text.slice(1, cut), node.text.slice(cut + 1)) });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

const isLinear = ({ pattern }: Pattern): boolean => {
  try {
    return isSafe(pattern, { maxScore: 200, maxSteps: 20_000, timeout: Number.POSITIVE_INFINITY }).safe;
  } catch {
    // What the analysis cannot read, such as properties of Unicode characters, is attacked like what it calls slow.
    return false;
  }
};

/** A text of about so many characters that makes the pattern work hardest, and what bounds the text in the application. */
type Bound = { readonly characters: number; readonly by: string; readonly attack: (characters: number) => string };

const repeat =
  (piece: string, end = '') =>
  (characters: number): string =>
    `${piece.repeat(Math.ceil(characters / piece.length))}${end}`;

/** What is more than linear in the length of its text, each with the bound that keeps it harmless. */
const BOUNDED: Readonly<Record<string, Bound>> = {
  'core/receipt/clean.ts /(?<!\\d)(?:2[ -]?[5-9]|3[ -]?0)(?:[ -]?\\d){14,30}(?!\\d)/g': {
    characters: 65_536,
    by: 'linear: at most 30 digits from each place',
    attack: repeat('2-8 ', 'x'),
  },
  'core/brand/svg-fault.ts /<\\s*(?:[\\w-]+:)?(?:script|foreignObject|iframe|object|embed|audio|video|handler|animate|set)\\b|\\son[a-z]+\\s*=|<!ENTITY|javascript:|<\\?xml-stylesheet/i':
    {
      characters: 1 << 20,
      by: 'linear: no beginning lies inside what another one tries',
      attack: repeat('< a:a on onx    '),
    },
  'core/brand/svg-fault.ts /\\b(?:href|src)\\s*=|url\\(/gi': {
    characters: 1 << 20,
    by: 'linear: no beginning lies inside what another one tries',
    attack: repeat('href        src\t\t\t\t'),
  },
  'core/journal/search.ts /(?:^|\\s)([a-z]+):(?:"([^"]*)"|(\\S+))/gi': {
    characters: 1_024,
    by: 'history.search',
    attack: repeat(' a:"'),
  },
  'core/reconcile/report-name.ts /^(.+)_([A-Z]{3})_([^_]+)_([^_]+)_(\\d{3})\\.csv$/': {
    characters: 512,
    by: 'the longest file name that is read',
    attack: repeat('a_AAA_'),
  },
  'core/reconcile/rounding.ts /^(\\d{1,12})(?:\\.(\\d{1,8})0*)?$/': {
    characters: 65_536,
    by: 'linear: at most eight digits are tried twice',
    attack: (characters) => `1.${'0'.repeat(characters)}x`,
  },
  'core/reconcile/utc8.ts /^(\\d{4}-\\d{2}-\\d{2})[T ](\\d{2}):(\\d{2}):(\\d{2})(?:\\.(\\d{1,3})\\d*)?(Z|[+-]\\d{2}:?\\d{2})?$/':
    {
      characters: 65_536,
      by: 'linear: at most three digits are tried twice',
      attack: (characters) => `2026-03-02T09:00:00.${'0'.repeat(characters)}x`,
    },
  'core/scan/hid-pos.ts /[\\r\\n\\t]+$/': { characters: 4_096, by: 'the longest scan', attack: repeat('\r', 'x') },
  'core/receipt/tax.ts /0+$/': { characters: 64, by: 'the digits of a rate', attack: repeat('0', 'x') },
  'main/alipayplus/answer.ts /"resultCode"\\s*:\\s*"([A-Z_]{1,64})"/': {
    characters: 262_144,
    by: 'the largest answer that is read',
    attack: repeat('"resultCode" \t \n :  \t', 'x'),
  },
  'main/alipayplus/base-url.ts /\\/+$/': { characters: 1_024, by: 'settings', attack: repeat('/', 'x') },
  'main/alipayplus/options.ts /\\/+$/': { characters: 1_024, by: 'settings', attack: repeat('/', 'x') },
  'main/notify/address.ts /\\/+$/': { characters: 1_024, by: 'settings', attack: repeat('/', 'x') },
  'main/keychain/key-input.ts /-----BEGIN ([A-Z0-9 ]{1,40})-----/g': {
    characters: 65_536,
    by: 'linear: at most 40 characters from each place',
    attack: repeat('-----BEGIN AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'),
  },
  'main/settings/fields.ts /^\\P{Cc}*[^\\p{Cc}\\p{Z}]\\P{Cc}*$/u': {
    characters: 256,
    by: 'the longest line of the settings',
    attack: repeat('a', '\n'),
  },
  'main/settings/policy/registry-text.ts /="(?:[^"\\\\]|\\\\.)*"/gs': {
    characters: 1_048_576,
    by: 'linear: each beginning is the end of the one before',
    attack: repeat('=\\"="\\=', 'x'),
  },
  'renderer/screens/wording/registration.ts /\\.(\\d+)$/': {
    characters: 128,
    by: 'the longest path of a field',
    attack: repeat('.1', 'x'),
  },
  'renderer/words/pseudo.ts /\\{\\w+\\}|[A-Za-z]/g': {
    characters: 4_096,
    by: 'texts of our own, and no shop can choose that language',
    attack: repeat('{a'),
  },
  'simulator/faults/framing.ts /\\r\\ntransfer-encoding:[^\\r]*chunked/i': {
    characters: 16_384,
    by: 'the largest header that Node reads',
    attack: repeat('\r\ntransfer-encoding:'),
  },
  'simulator/faults/framing.ts /\\r\\ncontent-length:\\s*(\\d{1,15})\\s*(?:\\r|$)/i': {
    characters: 16_384,
    by: 'the largest header that Node reads',
    attack: repeat('\r\ncontent-length: 1  '),
  },
  'simulator/gateway/settlement.ts /0+$/': { characters: 64, by: 'the digits of a rate', attack: repeat('0', 'x') },
};

const LONGEST_MS = 500;
const name = ({ file, text }: Pattern): string => `${file} ${text}`;

describe('a key or a certificate that is all beginnings', () => {
  it.each(['-----BEGIN A-----', ':\r\n', '-----BEGIN A----------END B-----'])('%s over and over costs no time', (piece) => {
    const fromMs = performance.now();
    readKeyInput(piece.repeat(65_536 / piece.length));
    readKeyInput(`-----BEGIN A-----${piece.repeat(60_000 / piece.length)}-----END A-----`);
    expect(certificates.safeParse('-----BEGIN CERTIFICATE-----'.repeat(2_400)).success).toBe(false);
    expect(performance.now() - fromMs).toBeLessThan(LONGEST_MS);
  });
});

describe('no text makes Paydesk think for long', () => {
  const all = patterns();
  const slow = all.filter((one) => !isLinear(one));

  it('every pattern is found', () => {
    expect(all.length).toBeGreaterThan(120);
  });

  it('every pattern is linear, or its text is bounded and the bound is tried', () => {
    expect(slow.map(name).filter((one) => !Object.hasOwn(BOUNDED, one))).toEqual([]);
  });

  it.each(slow.filter((one) => Object.hasOwn(BOUNDED, name(one))).map((one) => [name(one), one] as const))(
    '%s',
    (key, { pattern }) => {
      const { attack, characters } = BOUNDED[key] ?? { attack: repeat('a'), characters: 0 };
      const text = attack(characters);
      const fromMs = performance.now();
      text.replace(pattern, '');
      expect(performance.now() - fromMs).toBeLessThan(LONGEST_MS);
    },
  );
});
