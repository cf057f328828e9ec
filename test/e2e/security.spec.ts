import { HOME } from '../drive/attack-scene.ts';
import { openTrap } from '../drive/trap.ts';
import { expect, test } from './fixtures.ts';

// The counter's own window is attacked in attacks.spec.ts, at every point of the checklist.

test('the practice wallet is a stranger in its own window: no bridge, no way out, no way to Paydesk', async ({ practice }) => {
  const trap = await openTrap();
  const wallet = await practice.wallet.page();
  const home = wallet.url();
  expect(await wallet.evaluate(() => ['paydesk', 'process', 'require', 'electron'].filter((name) => name in globalThis))).toEqual(
    [],
  );
  const leave = async (url: string) => {
    await wallet
      .evaluate((to) => {
        window.open(to);
        location.href = to;
      }, url)
      .catch(() => undefined);
    expect(await wallet.evaluate(() => document.querySelector('#bars svg') !== null)).toBe(true);
    expect(wallet.url()).toBe(home);
  };
  for (const url of [trap.url, HOME, 'file:///etc/passwd']) await leave(url);
  await practice.till.app.evaluate(({ session }, to) => {
    session
      .fromPartition('practice')
      .protocol.handle('http', () => new Response(null, { status: 302, headers: { location: to } }));
  }, trap.url);
  await leave(`${home}elsewhere`);
  expect(practice.till.app.windows()).toHaveLength(2);
  expect(trap.hits()).toEqual([]);
  await trap.close();
});
