import type { Translation } from './shape.ts';

/** French: settings, people, shifts, reports and disputes. */
export const frOffice = {
  display: {
    title: 'Langue et aspect',
    language: 'Langue',
    theme: 'Aspect',
    themes: { system: 'Comme ce PC', light: 'Clair', dark: 'Sombre', contrast: 'Contraste élevé' },
  },
  setup: { title: 'Réglages', save: 'Enregistrer' },
  scanner: { save: 'Enregistrer', columns: { time: 'Heure', result: 'Résultat' } },
  reports: {
    print: 'Imprimer',
    settlementRow: { enter: 'Enter' },
    payDialog: { amount: 'Montant', save: 'Enregistrer' },
    explainDialog: { reason: 'Motif' },
    localState: { open: 'pas encore connu' },
    editor: { fields: { requestId: 'N° de demande', time: 'Heure', amount: 'Montant' } },
    setupPage: { save: 'Enregistrer' },
  },
  disputes: { form: { reason: 'Motif', leave: 'Fermer' } },
  registration: { wallets: { name: 'Portefeuille' } },
  people: { locked: 'Verrouillé', asking: { wish: { refund: 'Rembourser' } }, page: { keep: 'Fermer', save: 'Enregistrer' } },
  shift: {
    title: 'Service',
    none: 'Aucun service n’est ouvert',
    rail: 'Service',
    columns: { cancels: 'Annulé', refunds: 'Remboursé' },
    count: { notPaid: 'Non payé' },
    takeOverDialog: { reason: 'Motif', no: 'Laisser' },
  },
  printer: { title: 'Imprimante', kinds: { none: 'Pas d’imprimante' } },
} satisfies Translation;
