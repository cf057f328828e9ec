import { describe, expect, it } from 'vitest';
import { createReplays } from '../../../main/notify/replays.ts';

const body = (text: string): Buffer => Buffer.from(text);

describe('messages that were taken before', () => {
  it('are known again by place, time and every byte, and by nothing less', () => {
    const replays = createReplays(10);
    replays.add('/a/notifyPayment', 't1', body('x'));
    expect(replays.has('/a/notifyPayment', 't1', body('x'))).toBe(true);
    expect(replays.has('/a/other', 't1', body('x'))).toBe(false);
    expect(replays.has('/a/notifyPayment', 't2', body('x'))).toBe(false);
    expect(replays.has('/a/notifyPayment', 't1', body('y'))).toBe(false);
    expect(replays.has('/a/notifyPayment', '', body('t1\nx'))).toBe(false);
  });

  it('are forgotten oldest first, so that memory stays bounded', () => {
    const replays = createReplays(3);
    for (const text of ['1', '2', '3', '4', '4']) replays.add('/p', 't', body(text));
    expect(['1', '2', '3', '4'].map((text) => replays.has('/p', 't', body(text)))).toEqual([false, true, true, true]);
  });
});
