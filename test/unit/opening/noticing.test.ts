import { expect, it } from 'vitest';
import { DEFAULT_CUSTOMER, type CustomerPlace } from '../../../core/contract/customer.ts';
import type { PrinterTest } from '../../../core/contract/printer.ts';
import type { OpeningTask } from '../../../core/opening/tasks.ts';
import type { Handlers } from '../../../main/ipc/answer.ts';
import { noticingTasks } from '../../../main/ipc/handlers/opening-handlers.ts';

type Noticed = Pick<Handlers, 'scanner.keep-learnt' | 'printer.test' | 'customer.view'>;

/** What the set-up notices where the printer and the second screen are as told. */
async function noticed(outcome: PrinterTest['outcome'], place: CustomerPlace): Promise<readonly OpeningTask[]> {
  const done: OpeningTask[] = [];
  const handlers = noticingTasks<Noticed>(
    {
      'scanner.keep-learnt': () => ({}),
      'printer.test': () => ({ outcome, reason: null, isPaperLow: false }),
      'customer.view': () => ({ choice: DEFAULT_CUSTOMER, place, screens: [], hasPicture: false }),
    },
    {
      done: (task) => {
        done.push(task);
        return Promise.resolve();
      },
    },
  );
  await handlers['printer.test']({});
  await handlers['customer.view']({});
  return done;
}

it('a task is done by what the printer and the screen say, and not by somebody having tried', async () => {
  expect(await noticed('printed', 'shown')).toEqual(['printer', 'customer']);
  expect(await noticed('waiting', 'no-screen')).toEqual([]);
});
