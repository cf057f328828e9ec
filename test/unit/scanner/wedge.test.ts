import type { WebContents } from 'electron';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_SCAN_CONFIG } from '../../../core/scan/config.ts';
import type { KeyPage } from '../../../main/scanner/wedge.ts';
import { createBench } from './bench.ts';

const CODE = '281010897274821897274821';

describe('a scan while a text field has the keyboard', () => {
  it.each([1, 5, 10, 20])('at %d ms a key leaves the field and its page untouched', (gapMs) => {
    const bench = createBench('page');
    bench.scan(CODE, gapMs);
    bench.wait(1000);
    expect([bench.heard, bench.page.field(), bench.page.keysDown()]).toEqual([[`scan ${CODE}`], '', []]);
  });

  it.each([30, 50, 60])('at %d ms a key is taken back out of the field', (gapMs) => {
    const bench = createBench('page');
    bench.scan(CODE, gapMs);
    bench.wait(1000);
    expect([bench.heard, bench.page.field(), bench.page.keysDown().includes('Enter')]).toEqual([[`scan ${CODE}`], '', false]);
  });

  it('keeps its Tab from moving the focus', () => {
    const bench = createBench('page');
    bench.scan(CODE, 8, 'Tab');
    expect([bench.heard, bench.page.keysDown()]).toEqual([[`scan ${CODE}`], []]);
  });

  it('keeps what the field held before', () => {
    const bench = createBench('page');
    for (const key of 'note ') {
      bench.page.press(key === ' ' ? 'Space' : `Key${key.toUpperCase()}`, key);
      bench.wait(90);
    }
    bench.wait(300);
    bench.scan(CODE, 50);
    bench.wait(1000);
    expect([bench.heard, bench.page.field()]).toEqual([[`scan ${CODE}`], 'note ']);
  });
});

describe('typing while a text field has the keyboard', () => {
  it('arrives after at most 80 ms', () => {
    const bench = createBench('page');
    bench.hit('4');
    const atOnce = bench.page.field();
    bench.wait(80);
    expect([atOnce, bench.page.field()]).toEqual(['', '4']);
  });

  it('keeps its order when letters, digits and Enter mix', () => {
    const bench = createBench('page');
    for (const key of ['a', '1', 'b', '2', '3', 'c', 'Enter']) {
      bench.hit(key);
      bench.wait(20);
    }
    bench.wait(300);
    expect([bench.page.field(), bench.page.keysDown()]).toEqual(['a1b23c', ['a', '1', 'b', '2', '3', 'c', 'Enter']]);
  });

  it('is not captured again when it is typed back, so nothing loops', () => {
    const bench = createBench('page');
    bench.hit('4');
    bench.wait(5000);
    expect([bench.page.field(), bench.heard, bench.timers()]).toEqual(['4', [], 0]);
  });

  it('does not double a key that is held while an older one is released late', () => {
    const bench = createBench('page');
    bench.hit('4');
    bench.stall(85);
    bench.hit('2');
    bench.wait(300);
    expect(bench.page.field()).toBe('42');
  });

  it('passes shortcuts behind the digits before them', () => {
    const bench = createBench('page');
    bench.hit('4');
    bench.page.press('KeyA', 'a', { control: true });
    expect(bench.page.keysDown()).toEqual(['4', 'a']);
  });

  it('leaves an input method alone, still hears a payment code through it, and puts the field back', () => {
    const bench = createBench('page');
    bench.page.press('KeyN', 'n');
    bench.wait(500);
    for (const digit of CODE) {
      bench.page.press(`Digit${digit}`, 'Process', { isComposing: true });
      bench.page.commit('——');
      bench.wait(4);
      bench.page.release(`Digit${digit}`, digit);
      bench.wait(4);
    }
    bench.hit('Enter');
    bench.wait(0);
    expect([bench.heard, bench.page.field(), bench.page.keysDown().includes('Enter')]).toEqual([[`scan ${CODE}`], 'n', false]);
  });

  it('is refused whole where an input method converts the digit keys, and the field is left so that the next scan is read', () => {
    const bench = createBench('page');
    bench.page.press('KeyN', 'Process', { isComposing: true });
    bench.page.release('KeyN', 'n');
    bench.wait(500);
    for (const [at, digit] of Array.from(CODE).entries()) {
      const isConverted = digit === '8';
      bench.page.press(`Digit${digit}`, isConverted ? 'Process' : 'é', { isComposing: isConverted });
      bench.wait(4);
      bench.page.release(`Digit${digit}`, isConverted ? '_' : 'é');
      expect(bench.page.hasLeftField(), String(at)).toBe(false);
    }
    bench.hit('Enter');
    bench.wait(0);
    expect([bench.heard, bench.page.hasLeftField()]).toEqual([['garbled missing-key'], true]);
  });

  it('keeps the keys of the memory to itself', () => {
    const bench = createBench('page');
    bench.hit('4');
    bench.wait(100);
    bench.page.press('F24', 'F24');
    expect(bench.page.field()).toBe('4');
  });

  it('means arrows on the number pad when Num Lock is off', () => {
    const bench = createBench('page');
    bench.page.press('Numpad4', 'ArrowLeft');
    bench.wait(100);
    expect([bench.page.field(), bench.page.keysDown()]).toEqual(['', ['Left']]);
  });

  it('of any keys at any pace arrives once, in order', () => {
    const strokes = fc.array(
      fc.tuple(fc.constantFrom('1', '5', '9', 'a', 'q', 'Enter', 'Tab', 'F2'), fc.integer({ min: 30, max: 300 }), fc.boolean()),
      { maxLength: 60 },
    );
    fc.assert(
      fc.property(strokes, (list) => {
        const bench = createBench('page');
        for (const [key, gapMs, isStalled] of list) {
          bench.hit(key);
          if (isStalled) bench.stall(gapMs);
          else bench.wait(gapMs);
        }
        bench.wait(1000);
        if (bench.heard.length > 0) return;
        expect(bench.page.keysDown()).toEqual(list.map(([key]) => key));
        expect(bench.page.field()).toBe(list.map(([key]) => (key.length === 1 ? key : '')).join(''));
      }),
      { numRuns: 500 },
    );
  });
});

describe('while the checkout has the keyboard', () => {
  it('no digit, Enter or Backspace reaches the page, and all reach the checkout in order', () => {
    const bench = createBench('counter');
    for (const key of ['4', '2', 'Backspace', '5', 'Enter']) {
      bench.hit(key);
      bench.wait(110);
    }
    expect([bench.counter(), bench.page.keysDown()]).toEqual(['42<Backspace>5<Enter>', []]);
  });

  it.each(['F5', 'Escape', 'ArrowUp', 'Tab', 'ShiftLeft'])('%s stays with the page', (key) => {
    const bench = createBench('counter');
    bench.hit(key);
    expect([bench.counter(), bench.page.keysDown()]).toEqual(['', [key]]);
  });

  it.each([1, 10, 60])('a scan at %d ms a key is a scan and leaves the amount as it was', (gapMs) => {
    const bench = createBench('counter');
    for (const key of ['4', '2', 'Enter']) {
      bench.hit(key);
      bench.wait(110);
    }
    bench.scan(CODE, gapMs);
    bench.wait(1000);
    expect([bench.heard, bench.counter(), bench.page.keysDown()]).toEqual([[`scan ${CODE}`], '42<Enter>', []]);
  });

  it('a scan cut short is refused and leaves no digit in the amount', () => {
    const bench = createBench('counter');
    for (const key of CODE) {
      bench.hit(key);
      bench.wait(8);
    }
    bench.wait(1000);
    expect([bench.heard, bench.counter()]).toEqual([['garbled unfinished'], '']);
  });

  it('a stalled process lets the keys behind a late timer come first', () => {
    const bench = createBench('counter');
    for (const key of CODE.slice(0, 3)) {
      bench.hit(key);
      bench.wait(5);
    }
    bench.stall(130);
    bench.wait(0);
    for (const key of CODE.slice(3)) {
      bench.hit(key);
      bench.wait(5);
    }
    bench.hit('Enter');
    expect([bench.heard, bench.counter()]).toEqual([[`scan ${CODE}`], '']);
  });
});

describe('a scan during which this process was kept from running', () => {
  const stalledAt = (at: number, gapMs: number, isTimerFirst: boolean): readonly unknown[] => {
    const bench = createBench('page');
    for (const [index, key] of [...Array.from(CODE), 'Enter'].entries()) {
      if (index === at) bench.stall(900);
      if (index === at && isTimerFirst) bench.wait(0);
      bench.hit(key);
      bench.wait(gapMs);
    }
    bench.wait(1000);
    return [bench.heard, bench.page.field(), bench.page.keysDown().includes('Enter')];
  };

  it.each([1, 5, 20, 50])('at %d ms a key is read wherever it happened, and nothing of it reaches the field', (gapMs) => {
    for (const isTimerFirst of [true, false])
      for (let at = 1; at <= CODE.length; at += 1)
        expect([at, ...stalledAt(at, gapMs, isTimerFirst)]).toEqual([at, [`scan ${CODE}`], '', false]);
  });

  it('is still refused when it was the scanner that stopped', () => {
    const bench = createBench('page');
    for (const [index, key] of [...Array.from(CODE), 'Enter'].entries()) {
      if (index === 12) bench.wait(900);
      bench.hit(key);
      bench.wait(5);
    }
    bench.wait(1000);
    expect([bench.heard.some((one) => one.startsWith('scan')), bench.page.field()]).toEqual([false, '']);
  });
});

describe('a wedge', () => {
  it('types nothing into a page that is gone', () => {
    const bench = createBench('page');
    bench.hit('4');
    bench.page.destroy();
    bench.wait(200);
    expect(bench.page.field()).toBe('');
  });

  it('that is disposed of releases what it holds and leaves no listener or timer', () => {
    const bench = createBench('page');
    bench.hit('4');
    bench.wedge.dispose();
    expect([bench.page.field(), bench.page.listeners(), bench.timers()]).toEqual(['4', 0, 0]);
  });

  it('sends held keys to the page they were typed in when the keyboard changes hands', () => {
    const bench = createBench('page');
    bench.hit('4');
    bench.setOwner('counter');
    bench.hit('2');
    bench.wait(200);
    expect([bench.page.field(), bench.counter()]).toEqual(['4', '2']);
  });

  it('works with a configured known length and no suffix', () => {
    const bench = createBench('page', { ...DEFAULT_SCAN_CONFIG, suffixes: [], completeLengths: [24] });
    for (const key of CODE) {
      bench.hit(key);
      bench.wait(8);
    }
    expect([bench.heard, bench.page.field()]).toEqual([[`scan ${CODE}`], '']);
  });

  it("takes Electron's own WebContents", () => {
    const accept = (_page: KeyPage): void => undefined;
    const asElectron: (page: WebContents) => void = accept;
    expect(asElectron).toBe(accept);
  });
});
