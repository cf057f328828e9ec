import { expect, test } from '@playwright/test';
import { attackPaydesk } from '../drive/attacks.ts';

test('attacked at every point, with thousands of malformed messages, it refuses all and still takes a payment', async () => {
  test.setTimeout(180_000);
  const said: string[] = [];
  const { ok, figures } = await attackPaydesk({ messages: 5_000, seed: 7 }, (line) => said.push(line));
  expect(ok, said.join('\n')).toBe(true);
  expect(figures).toMatchObject({ checklistPoints: 20, attacked: 20, accepted: 0, crashes: 0 });
  expect(figures.ipcMessages).toBeGreaterThan(5_000);
});
