import type { UpdateView } from '../../core/contract/updates.ts';

/** A counter whose new version waits for the evening; say only what matters to the test. */
export const anUpdateView = (change: Partial<UpdateView> = {}): UpdateView => ({
  version: '0.1.0',
  place: 'versions',
  state: 'ready',
  rest: null,
  release: { version: '0.2.0', notes: { en: 'Receipts print faster.\nThe scanner card names the device.' } },
  lookedAtMs: null,
  hindrance: 'hours',
  rules: { isAutomatic: true, tradingFrom: '06:00', tradingTo: '23:00' },
  canChangeRules: true,
  previous: { version: '0.0.9', isReadable: true },
  notReady: null,
  fault: null,
  ...change,
});
