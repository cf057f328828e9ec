import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '../../..');

type Locked = {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly license?: string;
  readonly dev?: boolean;
  readonly hasInstallScript?: boolean;
  readonly link?: boolean;
};

const lock = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')) as {
  readonly lockfileVersion: number;
  readonly packages: Readonly<Record<string, Locked>>;
};
const packages = Object.entries(lock.packages).filter(([place]) => place !== '');
const nameOf = (place: string): string => place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length);

/** npm leaves the place out where it is the registry that it was told to use. */
const isRegistry = (resolved: string | undefined): boolean => resolved?.startsWith('https://registry.npmjs.org/') ?? true;

/** Licences whose terms a shop's product can keep by carrying their texts. */
const FINE = [
  'MIT',
  'ISC',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  '0BSD',
  'BlueOak-1.0.0',
  'Unlicense',
  'CC0-1.0',
  'OFL-1.1',
  'Python-2.0',
];

/** Of several offered licences one fine one is enough; of several that all hold, each must be fine. */
function isFine(licence: string): boolean {
  const text = licence.replaceAll(/[()]/g, '').replaceAll(' or ', ' OR ');
  if (text.includes(' OR ')) return text.split(' OR ').some(isFine);
  return text.split(' AND ').every((one) => FINE.includes(one.trim()));
}

/** Tools that only develop and test, whose terms do not reach what is shipped. */
const TOOLS_ONLY = ['MPL-2.0', 'CC-BY-4.0', 'CC-BY-3.0', 'WTFPL', 'MIT-0', 'EPL-2.0'];

/** Packages that state no licence in the lock file, and where it was read instead. */
const READ_ELSEWHERE: Readonly<Record<string, string>> = {
  'dom-walk': 'MIT',
  'exif-parser': 'MIT',
  'png-js': 'MIT',
  ssh2: 'MIT',
  'cpu-features': 'MIT',
  buildcheck: 'MIT',
};

/** Install scripts in the lock file. None of them runs (`.npmrc`); a new one wants a look before it is named here. */
const WITH_SCRIPTS: readonly string[] = [
  '@photostructure/sqlite',
  '@serialport/bindings-cpp',
  'node-hid',
  'koffi',
  'ssh2',
  'cpu-features',
  'electron-33',
  'electron-winstaller',
  'keytar',
  'usb',
];

describe('the packages', () => {
  it('all come from the registry and carry a hash, so that nothing else can be installed in their name', () => {
    const strange = packages.filter(
      ([, { resolved, integrity, link }]) => link === true || !isRegistry(resolved) || integrity?.startsWith('sha512-') !== true,
    );
    expect(strange.map(([place]) => place)).toEqual([]);
  });

  it('that are shipped have licences that a product can keep', () => {
    const shipped = packages.filter(([, { dev }]) => dev !== true);
    const wrong = shipped.filter(([place, { license }]) => !isFine(license ?? READ_ELSEWHERE[nameOf(place)] ?? 'none'));
    expect(wrong.map(([place, { license }]) => `${place}: ${license ?? 'none'}`)).toEqual([]);
  });

  it('that develop and test have licences that were looked at', () => {
    const tools = packages.filter(([, { dev }]) => dev === true);
    const wrong = tools.filter(([place, { license }]) => {
      const stated = license ?? READ_ELSEWHERE[nameOf(place)] ?? 'none';
      return !isFine(stated) && !TOOLS_ONLY.includes(stated);
    });
    expect(wrong.map(([place, { license }]) => `${place}: ${license ?? 'none'}`)).toEqual([]);
  });

  it('have no install script that was not looked at, and none runs', () => {
    expect(readFileSync(path.join(root, '.npmrc'), 'utf8')).toContain('ignore-scripts=true');
    const found = packages.filter(([, { hasInstallScript }]) => hasInstallScript === true).map(([place]) => nameOf(place));
    expect(found.filter((name) => !WITH_SCRIPTS.includes(name))).toEqual([]);
  });

  it('are named by exact versions', () => {
    const { dependencies, devDependencies } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
      readonly dependencies: Readonly<Record<string, string>>;
      readonly devDependencies: Readonly<Record<string, string>>;
    };
    const loose = Object.entries({ ...dependencies, ...devDependencies }).filter(
      ([, version]) => !/^(?:npm:@?[\w/.-]+@)?\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version),
    );
    expect(loose).toEqual([]);
  });
});
