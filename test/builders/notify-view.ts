import type { NotifyView } from '../../core/contract/notify.ts';

/** The listener's part of the settings page; off unless the test says otherwise. */
export const aNotifyView = (over: Partial<NotifyView> = {}): NotifyView => ({
  state: 'off',
  fault: null,
  address: null,
  publicUrl: null,
  lastAtMs: null,
  verified: 0,
  refused: 0,
  alarm: null,
  ...over,
});
