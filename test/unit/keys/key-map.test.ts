import { describe, expect, it } from 'vitest';
import { keyMapSchema } from '../../../core/contract/keys.ts';
import { inKeyOrder, KEY_COMMANDS, keyConflicts, STANDARD_KEYS, withKeysOf } from '../../../core/keys/key-map.ts';

const swapped = { ...STANDARD_KEYS, refund: 'F12', next: 'F3', lock: 'Ctrl G' };

describe('which key does what', () => {
  it('is one key for each command, and two commands on one key are refused', () => {
    expect(keyConflicts(STANDARD_KEYS)).toEqual([]);
    expect(keyConflicts({ ...STANDARD_KEYS, refund: 'F4' })).toEqual(['refund', 'cancel']);
    expect(keyMapSchema.safeParse(swapped).success).toBe(true);
    expect(keyMapSchema.safeParse({ ...STANDARD_KEYS, refund: 'F4' }).success).toBe(false);
  });

  it.each([
    'Enter',
    'Escape',
    'Esc',
    'Tab',
    'F13',
    'F23',
    'Ctrl C',
    'Ctrl V',
    'Ctrl E',
    'Ctrl K',
    'Ctrl I',
    'Ctrl A',
    'Ctrl M',
    'Ctrl B',
    '1',
    '',
  ])('is never %s, which money, the scanner, the page or a text field needs', (key) => {
    for (const command of KEY_COMMANDS) expect(keyMapSchema.safeParse({ ...STANDARD_KEYS, [command]: key }).success).toBe(false);
  });

  it('is a scanner’s line feed for the page of shifts only, where it changes nothing', () => {
    for (const command of KEY_COMMANDS)
      expect(keyMapSchema.safeParse({ ...STANDARD_KEYS, shift: 'Ctrl G', [command]: 'Ctrl J' }).success).toBe(
        command === 'shift',
      );
  });

  it.each([
    null,
    [],
    'F1',
    {},
    { ...STANDARD_KEYS, refund: undefined },
    { ...STANDARD_KEYS, more: 'F1' },
    { ...STANDARD_KEYS, help: 1 },
  ])('is not read from %j', (foreign) => {
    expect(keyMapSchema.safeParse(foreign).success).toBe(false);
  });

  it('stands in the order of the keyboard, every command once', () => {
    expect(inKeyOrder(STANDARD_KEYS)).toEqual([...KEY_COMMANDS]);
    expect(inKeyOrder(swapped).slice(0, 4)).toEqual(['help', 'search', 'next', 'cancel']);
    expect([...inKeyOrder(swapped)].sort()).toEqual([...KEY_COMMANDS].sort());
  });

  it('is what every sentence says that names a key', () => {
    expect(withKeysOf(swapped, 'Refund (F3), 设置（F9）, F12, then Ctrl L and Ctrl K, F30')).toBe(
      'Refund (F12), 设置（F9）, F3, then Ctrl G and Ctrl K, F30',
    );
    expect(withKeysOf(STANDARD_KEYS, 'Refund (F3)')).toBe('Refund (F3)');
  });
});
