import { describe, expect, it } from 'vitest';
import { refusedSwitch } from '../../../main/lifecycle/refused-switches.ts';

const given =
  (...names: readonly string[]) =>
  (name: string): boolean =>
    names.includes(name);

describe('switches that open the program', () => {
  it.each(['remote-debugging-port', 'inspect-brk', 'no-sandbox', 'ignore-certificate-errors', 'js-flags', 'user-data-dir'])(
    'a packaged Paydesk does not start with --%s',
    (name) => {
      expect(refusedSwitch(given('disable-gpu', name), true)).toBe(name);
    },
  );

  it('what a screen or a graphics driver needs is allowed', () => {
    expect(refusedSwitch(given('disable-gpu', 'force-device-scale-factor', 'ozone-platform', 'data'), true)).toBeNull();
  });

  it('a development build is told anything', () => {
    expect(refusedSwitch(given('inspect'), false)).toBeNull();
  });
});
