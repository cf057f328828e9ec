import { describe, expect, it } from 'vitest';
import { draftOf, placeId, placeOfDraft } from '../../../renderer/screens/setup/printer-draft.ts';

const rest = { driver: 'epson', columns: 48, codePage: 'pc437', answers: 'auto' } as const;

describe('a printer that is being chosen', () => {
  it.each([
    ['192.168.0.5', { kind: 'tcp', host: '192.168.0.5', port: 9100 }],
    ['printer.local:9101', { kind: 'tcp', host: 'printer.local', port: 9101 }],
    ['[fe80::1]:9102', { kind: 'tcp', host: 'fe80::1', port: 9102 }],
    ['fe80::1', { kind: 'tcp', host: 'fe80::1', port: 9100 }],
    ['', null],
    ['two words', null],
    ['host:0', null],
    ['host:70000', null],
    ['host:', null],
  ])('the address %j means %j', (address, place) => {
    expect(placeOfDraft({ pick: 'tcp', address, path: '', rest }, [])).toEqual(place);
  });

  it.each([
    { kind: 'tcp', host: '10.0.0.9', port: 9100 } as const,
    { kind: 'tcp', host: '10.0.0.9', port: 9105 } as const,
    { kind: 'usb', vendorId: 1, productId: 2, serial: 'A' } as const,
    { kind: 'queue', name: 'Kasse: vorn' } as const,
    { kind: 'none' } as const,
  ])('the printer in use stays as it is when nothing is changed: $kind', (place) => {
    expect(placeOfDraft(draftOf({ place, ...rest }), [place])).toEqual(place);
  });

  it('two printers of one model are told apart by their serial numbers', () => {
    const one = { kind: 'usb', vendorId: 1, productId: 2, serial: 'A' } as const;
    expect(placeId(one)).not.toBe(placeId({ ...one, serial: 'B' }));
  });
});
