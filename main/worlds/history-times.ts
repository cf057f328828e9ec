import type { Times } from '../../core/journal/history-file.ts';
import { isoWithOffset } from '../counter/settings-view.ts';
import { offsetMinutes } from './time-zone.ts';

/** Alipay+ counts its days by this clock. */
export const UTC8_MINUTES = 480;

/** How an exported history writes times: by the shop's own clock, and by UTC+8. */
export const timesIn = (timeZone: string): Times => ({
  iso: (atMs) => isoWithOffset(atMs, offsetMinutes(timeZone, atMs)),
  isoUtc8: (atMs) => isoWithOffset(atMs, UTC8_MINUTES),
});
