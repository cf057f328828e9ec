import type { LaunchedApp } from './till.ts';

/** A screen as Electron names it. */
export type Display = {
  readonly id: number;
  readonly label: string;
  readonly bounds: { x: number; y: number; width: number; height: number };
};

export const OWN: Display = { id: 1, label: 'DELL', bounds: { x: 0, y: 0, width: 1_366, height: 768 } };
export const POLE: Display = { id: 2, label: 'ELO', bounds: { x: 1_366, y: 0, width: 1_024, height: 600 } };

/** Has the system say that these screens are there, the cashier's window on the first one. */
export const plug = ({ app }: Pick<LaunchedApp, 'app'>, ...displays: readonly Display[]): Promise<void> =>
  app.evaluate(({ screen }, plugged) => {
    Object.assign(screen, { getAllDisplays: () => plugged, getDisplayMatching: () => plugged[0] });
    screen.emit('display-added');
  }, displays);
