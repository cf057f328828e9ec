import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Snapshot } from '../../../core/contract/views.ts';
import { lessonHandlers } from '../../../main/ipc/handlers/lesson-handlers.ts';
import { openLessonFile } from '../../../main/practice/lesson-file.ts';
import { createLessonDesk } from '../../../main/worlds/lesson-desk.ts';
import { aPayment, aSnapshot, NOW_MS, paymentStage } from '../../builders/snapshot.ts';

/** Lessons on a folder of their own; `asked` is what the practice world was told, in order. */
async function bench(folder = mkdtempSync(path.join(os.tmpdir(), 'paydesk-lessons-'))) {
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  const onDisk = path.join(folder, 'practice-lessons.json');
  const file = await openLessonFile(onDisk);
  const say = { isUp: true, picture: aSnapshot(), asked: [] as string[], changes: 0 };
  const told = (what: string): Promise<boolean> => {
    if (say.isUp) say.asked.push(what);
    return Promise.resolve(say.isUp);
  };
  const desk = createLessonDesk({
    stage: { next: (part) => told(String(part)), paperOut: (isOut) => told(isOut ? 'no paper' : 'paper') },
    file,
    look: () => say.picture,
    wallMs: () => NOW_MS,
    changed: () => (say.changes += 1),
  });
  const see = (over: Partial<Snapshot>): boolean => {
    say.picture = aSnapshot(over);
    return desk.saw(say.picture);
  };
  return { desk, say, see, folder, onDisk };
}

const paid = (over: Parameters<typeof aPayment>[0] = {}) => aPayment({ submittedAtMs: NOW_MS, slip: null, ...over });
const mei = { isSetUp: true, person: { name: 'Mei Tan', role: 'cashier' }, isLocked: false, asking: null } as const;

describe('the lessons of a practice counter', () => {
  it('ask the practice gateway for their part first, and do not begin when it does not take it', async () => {
    const { desk, say } = await bench();
    say.isUp = false;
    expect(await desk.begin('doubt')).toBe(false);
    expect(desk.note()).toBeNull();
    say.isUp = true;
    expect(await desk.begin('doubt')).toBe(true);
    expect(say.asked).toEqual(['in-doubt-then-paid', 'paper']);
    expect(desk.note()).toEqual({
      lesson: 'doubt',
      place: 'doubt-charge',
      step: 1,
      steps: 3,
      isDone: false,
      isRollWanted: false,
    });
  });

  it('take paper away and give it back only where the person puts a roll in', async () => {
    const { desk, say, see } = await bench();
    await desk.begin('paper');
    expect(say.asked).toEqual(['paid-at-once', 'no paper']);
    expect(await desk.newRoll()).toBe(false);
    see({ stage: paymentStage(paid({ slip: { outcome: 'waiting', reason: 'paper-out' } })) });
    expect(desk.note()).toMatchObject({ place: 'paper-roll', isRollWanted: true });
    expect(await desk.newRoll()).toBe(true);
    expect(say.asked.at(-1)).toBe('paper');
  });

  it('order their part anew when they begin anew, and take everything back when they are left or finished', async () => {
    const { desk, say, see } = await bench();
    await desk.begin('refund');
    see({ stage: paymentStage(paid()) });
    expect(see({ stage: paymentStage(paid({ refunded: { currency: 'SGD', amountMinor: 4_250 } })) })).toBe(true);
    await desk.settled();
    expect(desk.note()?.place).toBe('refund-again');
    expect(say.asked).toEqual(['paid-at-once', 'paper', 'paid-at-once', 'paper']);
    await desk.leave();
    expect(desk.note()).toBeNull();
    expect(say.asked.slice(-2)).toEqual(['null', 'paper']);
    expect(see({ stage: paymentStage(paid({ paymentRequestId: 'later' })) })).toBe(false);
  });

  it('remember over a restart who finished what and how often, and whose it is', async () => {
    const { desk, see, folder } = await bench();
    const finish = async (id: string, over: Partial<Snapshot>) => {
      await desk.begin('cancel');
      see({ ...over, stage: paymentStage(paid({ paymentRequestId: id })) });
      see({ ...over, stage: paymentStage(paid({ paymentRequestId: id, face: 'cancelled' })) });
      expect(desk.note()).toMatchObject({ isDone: true, step: 3, steps: 3 });
      await desk.settled();
    };
    await finish('a', {});
    await finish('b', { staff: mei });
    await finish('c', { staff: mei });
    const again = await bench(folder);
    const cancel = (view: ReturnType<typeof desk.view>) => view.lessons.find(({ lesson }) => lesson === 'cancel');
    expect(cancel(again.desk.view())).toEqual({ lesson: 'cancel', times: 1, lastAtMs: NOW_MS });
    again.see({ staff: mei });
    expect(again.desk.view()).toMatchObject({ isPractice: true, person: 'Mei Tan' });
    expect(cancel(again.desk.view())?.times).toBe(2);
  });

  it('put a file that cannot be read aside and begin anew', async () => {
    const { folder, onDisk } = await bench();
    writeFileSync(onDisk, '{"version":9}');
    const { desk } = await bench(folder);
    expect(desk.view().lessons.every(({ times }) => times === 0)).toBe(true);
    expect(readFileSync(`${onDisk}.unreadable`, 'utf8')).toBe('{"version":9}');
  });
});

describe('the lessons in live mode', () => {
  it('are not there: the page is told so, and nothing can be begun', async () => {
    const handlers = lessonHandlers(null);
    expect(await handlers['lessons.view']({})).toMatchObject({ isPractice: false, person: null });
    await expect(handlers['lessons.begin']({ lesson: 'doubt' })).rejects.toThrow('not-now');
    await expect(handlers['lessons.new-roll']({})).rejects.toThrow('not-now');
    expect(await handlers['lessons.leave']({})).toEqual({});
  });
});
