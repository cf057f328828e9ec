import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CustomerChoice } from '../../../core/contract/customer.ts';
import { identityOf, placeCustomer, type ScreenFacts } from '../../../main/window/place-customer.ts';

const screen = (id: number, label: string, x: number, width = 1_920, height = 1_080): ScreenFacts => ({
  id,
  label,
  bounds: { x, y: 0, width, height },
});

const cashier = screen(1, 'DELL', 0);
const pole = screen(2, 'ELO', 1_920, 1_280, 800);
const office = screen(3, 'LG', 3_200);

const on = (chosen: ScreenFacts | null): Pick<CustomerChoice, 'isOn' | 'screen'> => ({
  isOn: true,
  screen: chosen === null ? null : identityOf(chosen),
});

const told = (choice: Pick<CustomerChoice, 'isOn' | 'screen'>, screens: readonly ScreenFacts[], cashierId = 1): string => {
  const placed = placeCustomer(choice, screens, cashierId);
  return placed.place === 'shown' ? `on ${String(placed.screen.id)}` : placed.place;
};

describe('where the customer’s display goes', () => {
  it('takes no screen unasked', () => {
    expect(told({ isOn: false, screen: null }, [cashier, pole])).toBe('off');
  });

  it('takes the only other screen, and none while there are several to choose from', () => {
    expect(told(on(null), [cashier, pole])).toBe('on 2');
    expect(told(on(null), [cashier])).toBe('no-screen');
    expect(told(on(null), [cashier, pole, office])).toBe('several');
  });

  it('goes when its screen is unplugged and comes back to the same one, whatever else is plugged in', () => {
    const story = [[cashier, pole], [cashier], [cashier, office], [cashier, office, pole], []];
    expect(story.map((screens) => told(on(pole), screens))).toEqual(['on 2', 'gone', 'gone', 'on 2', 'gone']);
  });

  it('knows its screen again in another socket by name and size', () => {
    const moved = screen(9, 'ELO', 3_840, 1_280, 800);
    expect(told(on(pole), [cashier, moved])).toBe('on 9');
    expect(told(on(pole), [cashier, screen(9, 'ELO', 3_840, 800, 600)])).toBe('gone');
  });

  it('keeps its screen when that is turned or scaled', () => {
    expect(told(on(pole), [cashier, screen(2, 'ELO', 1_920, 800, 1_280)])).toBe('on 2');
  });

  it('does not take a stranger in its socket for its screen, nor guess between two that look alike', () => {
    expect(told(on(pole), [cashier, screen(2, 'LG', 1_920, 1_280, 800)])).toBe('gone');
    expect(told(on(pole), [cashier, screen(8, 'ELO', 1_920, 1_280, 800), screen(9, 'ELO', 3_200, 1_280, 800)])).toBe('gone');
    expect(told(on(screen(2, '', 1_920)), [cashier, screen(9, '', 1_920)])).toBe('gone');
  });

  it('of two of one make it is the one that is not the cashier’s', () => {
    const [left, right] = [screen(11, 'ELO', 0, 1_280, 800), screen(12, 'ELO', 1_280, 1_280, 800)];
    expect(told(on(pole), [left, right], 11)).toBe('on 12');
  });

  it('makes way when the cashier’s window is moved onto its screen, and comes back when it has left', () => {
    expect([1, 2, 1].map((id) => told(on(pole), [cashier, pole], id))).toEqual(['on 2', 'cashier', 'on 2']);
  });

  it('does not cover a cashier whose screen is mirrored', () => {
    const mirrored = screen(2, 'ELO', 0, 1_280, 800);
    expect(told(on(mirrored), [cashier, mirrored])).toBe('cashier');
    expect(told(on(null), [cashier, mirrored])).toBe('no-screen');
  });

  it('never covers the cashier, whatever is plugged in', () => {
    const anyScreen = fc.record({
      id: fc.integer({ min: 1, max: 5 }),
      label: fc.constantFrom('', 'ELO', 'DELL'),
      bounds: fc.record({
        x: fc.integer({ min: -2_000, max: 2_000 }),
        y: fc.integer({ min: -1_000, max: 1_000 }),
        width: fc.integer({ min: 1, max: 2_000 }),
        height: fc.integer({ min: 1, max: 1_200 }),
      }),
    });
    const screens = fc.uniqueArray(anyScreen, { selector: ({ id }) => id, maxLength: 5 });
    fc.assert(
      fc.property(screens, fc.option(anyScreen), fc.integer({ min: 1, max: 5 }), (plugged, chosen, cashierId) => {
        const placed = placeCustomer(on(chosen), plugged, cashierId);
        if (placed.place !== 'shown') return;
        const own = plugged.find(({ id }) => id === cashierId);
        const [a, b] = [placed.screen.bounds, own?.bounds];
        expect(b).toBeDefined();
        if (b !== undefined)
          expect(a.x >= b.x + b.width || b.x >= a.x + a.width || a.y >= b.y + b.height || b.y >= a.y + a.height).toBe(true);
      }),
    );
  });
});
