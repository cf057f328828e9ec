import { describe, expect, it } from 'vitest';
import type { PrintOutcome } from '../../../core/journal/events.ts';
import { answered, PAID, recordAfter, type Happened } from '../../builders/payments.ts';

const slip = (paper: string, outcome: PrintOutcome, copy = false): Happened => ({
  type: 'slip',
  document: 'sale',
  paper,
  copy,
  outcome,
  reason: outcome === 'waiting' ? 'paper-out' : null,
});
const after = (...events: readonly Happened[]) => recordAfter(answered(PAID), ...events);

describe('which originals have, or may have, come out', () => {
  it('every paper of a payment is told apart, and none is named twice', () => {
    expect(after(slip('sale', 'printed'), slip('r1', 'printed'), slip('r1', 'printed')).papers).toEqual(['sale', 'r1']);
  });

  it.each<PrintOutcome>(['printing', 'printed', 'sent', 'in-doubt'])('%s counts: it is never sent again by itself', (outcome) => {
    expect(after(slip('sale', outcome)).papers).toEqual(['sale']);
  });

  it('an original of which not one byte was sent is still to come, and the others are not forgotten', () => {
    expect(after(slip('sale', 'in-doubt'), slip('r1', 'printed'), slip('sale', 'waiting')).papers).toEqual(['r1']);
  });

  it.each<PrintOutcome>(['printed', 'waiting'])('a copy (%s) says nothing about its original', (outcome) => {
    expect(after(slip('sale', outcome, true)).papers).toEqual([]);
    expect(after(slip('sale', 'printed'), slip('sale', outcome, true)).papers).toEqual(['sale']);
  });

  it('the last word about paper is kept whole', () => {
    expect(after(slip('sale', 'printed'), slip('sale', 'waiting', true)).slip).toEqual({
      document: 'sale',
      paper: 'sale',
      copy: true,
      outcome: 'waiting',
      reason: 'paper-out',
    });
  });
});
