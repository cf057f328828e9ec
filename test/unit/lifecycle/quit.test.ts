import { EventEmitter } from 'node:events';
import { expect, it } from 'vitest';
import { quitInOrder } from '../../../main/lifecycle/quit.ts';
import { createScope } from '../../../main/lifecycle/scope.ts';

type Event = { readonly preventDefault: () => void };

/** An app that does what Electron's does when it is asked to quit. */
function running() {
  const said: string[] = [];
  const emitter = new EventEmitter();
  const scope = createScope(() => new Promise(() => undefined));
  scope.own('ledger', async () => {
    await Promise.resolve();
    said.push('ledger closed');
  });
  let gone: () => void = () => undefined;
  const over = new Promise<void>((resolve) => {
    gone = resolve;
  });
  const app = {
    on: (name: string, hear: (event: Event) => void) => emitter.on(name, hear),
    quit: () => emitter.emit('before-quit', { preventDefault: () => said.push('held back') }),
    exit: () => {
      said.push('gone');
      gone();
    },
  };
  const ending = quitInOrder(app as unknown as Parameters<typeof quitInOrder>[0], scope, () => said.push('starts anew'));
  return { app, ending, said, over };
}

it('what an owner asked for is done once the ledger is closed, and then Paydesk starts anew', async () => {
  const { ending, said, over } = running();
  ending.startAnew(
    () => said.push('restored'),
    () => said.push('failed'),
  );
  await over;
  expect(said).toEqual(['held back', 'ledger closed', 'restored', 'starts anew', 'gone']);
});

it('an act that fails is told, and Paydesk starts anew all the same', async () => {
  const { ending, said, over } = running();
  ending.startAnew(
    () => {
      throw new Error('disk full');
    },
    (cause) => said.push(String(cause)),
  );
  await over;
  expect(said).toEqual(['held back', 'ledger closed', 'Error: disk full', 'starts anew', 'gone']);
});

it('an ordinary end starts nothing anew', async () => {
  const { app, said, over } = running();
  app.quit();
  await over;
  expect(said).toEqual(['held back', 'ledger closed', 'gone']);
});
