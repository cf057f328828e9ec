import { describe, expect, it } from 'vitest';
import { createScope } from '../../../main/lifecycle/scope.ts';

const never = <T>(): Promise<T> => new Promise(() => {});
const soon = async (): Promise<'late'> => {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
  return 'late';
};

describe('a scope', () => {
  it('stops in reverse, one after another', async () => {
    const seen: string[] = [];
    const scope = createScope(never);
    for (const name of ['ledger', 'client', 'window']) {
      scope.own(name, async () => {
        seen.push(`${name} stops`);
        await Promise.resolve();
        seen.push(`${name} stopped`);
      });
    }
    expect(await scope.close()).toEqual([]);
    expect(seen).toEqual(['window stops', 'window stopped', 'client stops', 'client stopped', 'ledger stops', 'ledger stopped']);
  });

  it('one that throws, now or later, or hangs, stops none of the others and is named', async () => {
    const seen: string[] = [];
    const scope = createScope(soon);
    scope.own('last', () => {
      seen.push('last');
    });
    scope.own('hangs', never);
    scope.own('throws', () => {
      throw new Error('no');
    });
    scope.own('rejects', () => Promise.reject(new Error('no')));
    expect(await scope.close()).toEqual([
      { name: 'rejects', trouble: 'threw' },
      { name: 'throws', trouble: 'threw' },
      { name: 'hangs', trouble: 'late' },
    ]);
    expect(seen).toEqual(['last']);
  });

  it('stops everything once, however often it is closed', async () => {
    let stops = 0;
    const scope = createScope(never);
    scope.own('one', () => {
      stops += 1;
    });
    const [first, second] = await Promise.all([scope.close(), scope.close()]);
    await scope.close();
    expect([stops, first === second]).toEqual([1, true]);
  });

  it('what is started while others stop is stopped as well', async () => {
    const seen: string[] = [];
    const scope = createScope(never);
    scope.own('first', () => {
      seen.push('first');
    });
    scope.own('second', () => {
      seen.push('second');
      scope.own('late comer', () => {
        seen.push('late comer');
      });
    });
    await scope.close();
    expect(seen).toEqual(['second', 'late comer', 'first']);
  });
});
