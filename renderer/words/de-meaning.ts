import { sentencesIn } from './sentences.ts';
import type { Translation } from './shape.ts';

const say = sentencesIn('de');

/** German: what each state means, and what to do. */
export const meaning = {
  ask: 'Was heißt das?',
  search: 'Hilfe durchsuchen',
  none: 'In der Hilfe kommen diese Wörter nicht vor.',
  faces: {
    asking: 'Die Anfrage ist unterwegs zu Alipay+. Nichts zu tun: Die Antwort kommt in Sekunden. Zugesagt ist noch nichts.',
    waiting:
      'Die Wallet fragt den Kunden auf dem Handy. Bitte warten. Läuft die Zeit ab, storniert Paydesk von selbst, und es wird nichts abgebucht.',
    paid: 'Alipay+ hat die Zahlung mit seiner Signatur bestätigt. Geben Sie die Ware heraus. Daraus wird kein „Nicht bezahlt“ mehr.',
    'not-paid':
      'Alipay+ hat mit seiner Signatur bestätigt, dass nichts abgebucht wurde. Bitten Sie um einen neuen Code oder eine andere Zahlungsart.',
    unknown:
      'Es gibt noch keine Antwort, der man glauben kann. Der Kunde kann belastet sein oder nicht. Nicht noch einmal kassieren, auch nicht bar: Paydesk fragt weiter. Bedienen Sie inzwischen den Nächsten; die Zahlung bleibt zu sehen.',
    cancelling:
      'Ein Storno ist unterwegs und noch nicht bestätigt. Kassieren Sie erst wieder, wenn „Storniert“ dasteht. Paydesk fragt von selbst weiter.',
    cancelled: 'Alipay+ hat das Storno bestätigt. Es wird nichts abgebucht, und was schon abgebucht war, geht ganz zurück.',
  },
} as const satisfies Translation['meaning'];

/** German: the PC's own part of the health line. */
export const pc = {
  scanner: 'Scanner',
  network: 'Netzwerk',
  offline: 'Kein Netzwerk',
  clock: 'Uhr',
  disk: 'Festplatte',
  diskLow: say('Festplatte fast voll: noch {0} MB'),
  slow: say('Langsam: {0}, {1}'),
  incident: {
    title: 'Für Helfer',
    hint: 'Eine Datei mit dem Protokoll, den Zahlungen der letzten 24 Stunden, den Messwerten und Einstellungen. Schlüssel, PINs, Zahlungscodes und getippte Wörter sind nicht darin.',
    save: 'Datei für Helfer schreiben',
    saved: say('Geschrieben: {0}'),
    failed:
      'Die Datei konnte nicht geschrieben werden. Prüfen Sie, ob auf der Festplatte Platz ist. Keine Zahlung wurde berührt.',
  },
} as const satisfies Translation['pc'];
