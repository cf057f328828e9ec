import type { Translation } from './shape.ts';

/** Spanish: settings, people, shifts, reports and disputes. */
export const esOffice = {
  display: {
    title: 'Idioma y aspecto',
    language: 'Idioma',
    theme: 'Aspecto',
    themes: { system: 'Como este PC', light: 'Claro', dark: 'Oscuro', contrast: 'Alto contraste' },
  },
  setup: { title: 'Ajustes', save: 'Guardar' },
  scanner: { save: 'Guardar', columns: { time: 'Hora', result: 'Resultado' } },
  reports: {
    print: 'Imprimir',
    settlementRow: { enter: 'Enter' },
    payDialog: { amount: 'Importe', save: 'Guardar' },
    explainDialog: { reason: 'Motivo' },
    localState: { open: 'aún no se sabe' },
    editor: { fields: { requestId: 'Id de solicitud', time: 'Hora', amount: 'Importe' } },
    setupPage: { save: 'Guardar' },
  },
  disputes: { form: { reason: 'Motivo', leave: 'Cerrar' } },
  registration: { wallets: { name: 'Monedero' } },
  people: { locked: 'Bloqueado', asking: { wish: { refund: 'Devolver' } }, page: { keep: 'Cerrar', save: 'Guardar' } },
  shift: {
    title: 'Turno',
    none: 'No hay ningún turno abierto',
    rail: 'Turno',
    columns: { cancels: 'Anulado', refunds: 'Devuelto' },
    count: { notPaid: 'No pagado' },
    takeOverDialog: { reason: 'Motivo', no: 'Dejarlo' },
  },
  printer: { title: 'Impresora', kinds: { none: 'Sin impresora' } },
} satisfies Translation;
