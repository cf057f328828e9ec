import { describe, expect, it } from 'vitest';
import { aboutPackage } from '../../../scripts/package/configuration.mjs';
import { buildName } from '../../../main/lifecycle/build-name.ts';

describe('what a build calls itself', () => {
  it.each([
    [false, '1.2.3 (unsigned build)'],
    [true, '1.2.3'],
  ])('signed: %s', (signed, name) => {
    expect(buildName('1.2.3', JSON.stringify(aboutPackage({ version: '1.2.3' }, signed, null), null, 2))).toBe(name);
  });

  it('a development build is its version alone', () => {
    expect(buildName('1.2.3', '{"version":"1.2.3"}')).toBe('1.2.3');
  });
});
