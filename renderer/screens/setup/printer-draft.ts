import type { PrinterChoice } from '../../api/types.ts';

type Place = PrinterChoice['place'];

/** What the person has picked and typed so far. `pick` is a known place's id, or `tcp`, `device` or `none`. */
export type PrinterDraft = {
  readonly pick: string;
  readonly address: string;
  readonly path: string;
  readonly rest: Omit<PrinterChoice, 'place'>;
};

const RAW_PORT = 9_100;

/** A place as one word, so that a list can hold it. */
export function placeId(place: Place): string {
  switch (place.kind) {
    case 'usb':
      return `usb:${String(place.vendorId)}:${String(place.productId)}:${place.serial ?? ''}`;
    case 'queue':
      return `queue:${place.name}`;
    case 'device':
      return `device:${place.path}`;
    case 'tcp':
    case 'none':
      return place.kind;
  }
}

/** Begins with the printer in use. */
export function draftOf({ place, ...rest }: PrinterChoice): PrinterDraft {
  return {
    pick: placeId(place),
    address: place.kind === 'tcp' ? (place.port === RAW_PORT ? place.host : `${place.host}:${String(place.port)}`) : '',
    path: place.kind === 'device' ? place.path : '',
    rest,
  };
}

/** The place that the draft means; null while it means none. */
export function placeOfDraft({ pick, address, path }: PrinterDraft, known: readonly Place[]): Place | null {
  if (pick === 'none') return { kind: 'none' };
  if (pick === 'tcp') return addressOf(address.trim());
  if (pick === 'device') return path.trim() === '' ? null : { kind: 'device', path: path.trim() };
  return known.find((place) => placeId(place) === pick) ?? null;
}

/** `host`, `host:port`, an IPv6 address, or that in brackets with a port. */
function addressOf(text: string): Place | null {
  const [, bracketed, plain, port = String(RAW_PORT)] = /^(?:\[([0-9A-Fa-f:.]+)\]|([^\s:[\]]+))(?::(\d{1,5}))?$/.exec(text) ?? [];
  const host = bracketed ?? plain ?? (/^[0-9A-Fa-f]*:[0-9A-Fa-f:.]+$/.test(text) ? text : null);
  const number = Number(port);
  return host === null || number < 1 || number > 65_535 ? null : { kind: 'tcp', host, port: number };
}
