import type { Translation } from './shape.ts';

/** Italian: settings, people, shifts, reports and disputes. */
export const itOffice = {
  display: {
    title: 'Lingua e aspetto',
    language: 'Lingua',
    theme: 'Aspetto',
    themes: { system: 'Come questo PC', light: 'Chiaro', dark: 'Scuro', contrast: 'Alto contrasto' },
  },
  setup: { title: 'Impostazioni', save: 'Salva' },
  scanner: { save: 'Salva', columns: { time: 'Ora', result: 'Esito' } },
  reports: {
    print: 'Stampa',
    settlementRow: { enter: 'Enter' },
    payDialog: { amount: 'Importo', save: 'Salva' },
    explainDialog: { reason: 'Motivo' },
    localState: { open: 'non si sa ancora' },
    editor: { fields: { requestId: 'Id richiesta', time: 'Ora', amount: 'Importo' } },
    setupPage: { save: 'Salva' },
  },
  disputes: { form: { reason: 'Motivo', leave: 'Chiudi' } },
  registration: { wallets: { name: 'Portafoglio' } },
  people: { locked: 'Bloccato', asking: { wish: { refund: 'Rimborsa' } }, page: { keep: 'Chiudi', save: 'Salva' } },
  shift: {
    title: 'Turno',
    none: 'Nessun turno è aperto',
    rail: 'Turno',
    columns: { cancels: 'Annullato', refunds: 'Rimborsato' },
    count: { notPaid: 'Non pagato' },
    takeOverDialog: { reason: 'Motivo', no: 'Lascia' },
  },
  printer: { title: 'Stampante', kinds: { none: 'Nessuna stampante' } },
} satisfies Translation;
