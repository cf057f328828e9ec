import { describe, expect, it } from 'vitest';
import type { JournalEvent } from '../../../core/journal/events.ts';
import { MAYA } from '../../builders/payments.ts';
import { watched, type Watched } from './watched.ts';

const slip = (paymentRequestId: string, paper: string): JournalEvent => ({
  type: 'slip',
  paymentRequestId,
  document: 'sale',
  paper,
  copy: false,
  outcome: 'printed',
  reason: null,
});

/** A paid payment, and what was printed for it told by name. */
async function paidWithPaper(): Promise<{ readonly world: Watched; readonly id: string; readonly print: Print }> {
  const world = watched();
  const { intent } = await world.charge();
  const id = intent.paymentRequestId;
  return { world, id, print: (paper) => world.resolver.note(id, slip(id, paper)) };
}

type Print = (paper: string) => Promise<boolean>;

const papersWritten = ({ journal }: Watched): readonly string[] => journal.ofType('slip').map(({ paper }) => paper);

describe('facts that the disk refused', () => {
  it('are written in the order in which they happened, each once, as soon as the disk takes rows again', async () => {
    const { world, print } = await paidWithPaper();
    world.journal.fail('storage-full');
    expect([await print('a'), await print('b')]).toEqual([false, false]);
    world.journal.fail(null);
    expect(await print('c')).toBe(false);
    await world.clock.advance(2_000);
    expect(papersWritten(world)).toEqual(['a', 'b', 'c']);
    await world.clock.advance(60_000);
    expect([papersWritten(world), world.clock.pending()]).toEqual([['a', 'b', 'c'], 0]);
    expect(await print('d')).toBe(true);
  });

  it('are written once each on a slow disk too: there is one pen, however many facts it holds', async () => {
    const { world, print } = await paidWithPaper();
    world.journal.fail('storage-full');
    for (const paper of ['a', 'b', 'c']) {
      await print(paper);
      await world.clock.settle();
    }
    world.journal.fail(null);
    world.journal.slow(() => world.clock.nap(100).done);
    await world.clock.advance(10_000);
    expect(papersWritten(world)).toEqual(['a', 'b', 'c']);
  });

  it('cross their boundary only when they are durable', async () => {
    const { world, print } = await paidWithPaper();
    world.journal.fail('storage-full');
    await print('a');
    expect(world.marks).not.toContain('journal-slip');
    world.journal.fail(null);
    await world.clock.advance(2_000);
    expect(world.marks.filter((mark) => mark === 'journal-slip')).toHaveLength(1);
  });

  it('are known all the while, also when only some of them could be written', async () => {
    const world = watched();
    const { intent } = await world.charge('waiting');
    world.journal.fail('storage-full');
    await world.clock.advance(2_000);
    await world.resolver.note(intent.paymentRequestId, slip(intent.paymentRequestId, 'a'));
    world.journal.fail('storage-full', 'slip');
    await world.clock.advance(2_000);
    expect(papersWritten(world)).toEqual([]);
    expect(world.views.at(-1)).toMatchObject({ fault: 'storage-full', record: { asks: 1, papers: ['a'] } });
  });

  it('hold up nothing longer than the disk does: what waited for them goes on as soon as they are written', async () => {
    const world = watched();
    const charge = await world.charge('waiting');
    world.journal.fail('storage-full');
    await world.clock.advance(1_200_000);
    expect([world.record(charge)?.state, world.times('cancel')]).toEqual(['waiting', []]);
    world.journal.fail(null);
    await world.clock.advance(2_000);
    expect(world.record(charge)).toMatchObject({ state: 'cancelled', cancel: { reason: 'deadline' } });
  });

  it('leave no timer when Paydesk stops while one of them is being refused', async () => {
    const { world, print } = await paidWithPaper();
    world.journal.fail('storage-full');
    await print('a');
    await world.clock.settle();
    world.journal.slow(() => world.clock.nap(500).done);
    await world.clock.advance(2_000);
    const stopped = world.resolver.stop();
    await world.clock.advance(500);
    await stopped;
    expect([world.views.at(-1)?.fault, world.clock.pending()]).toEqual(['storage-full', 0]);
  });

  it('are not said to be safe by a stop: the fault stays until the end', async () => {
    const { world, print } = await paidWithPaper();
    world.journal.fail('storage-full');
    await print('a');
    await world.clock.settle();
    await world.resolver.stop();
    await world.clock.settle();
    expect([world.views.at(-1)?.fault, world.clock.pending()]).toEqual(['storage-full', 0]);
  });
});

describe('a wish while facts are held', () => {
  it('is not written before them and not granted, and is granted once they are written', async () => {
    const world = watched();
    const { intent } = await world.charge('waiting');
    const id = intent.paymentRequestId;
    world.journal.fail('storage-full');
    await world.resolver.note(id, slip(id, 'a'));
    world.journal.fail(null);
    expect(await world.resolver.cancel(id, MAYA)).toEqual({ ok: false, fault: 'storage-full' });
    expect(world.journal.ofType('cancel-requested')).toEqual([]);
    await world.clock.advance(2_000);
    expect(await world.resolver.cancel(id, MAYA)).toEqual({ ok: true });
    expect(world.journal.ofType('cancel-requested')).toMatchObject([{ reason: 'cashier', actor: MAYA }]);
  });
});
