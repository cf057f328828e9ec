import { sentencesIn } from './sentences.ts';
import type { Translation } from './shape.ts';

const say = sentencesIn('it');

/** Italian: what each state means, and what to do. */
export const meaning = {
  ask: 'Che cosa significa?',
  search: 'Cerca nella guida',
  none: 'Nella guida non ci sono queste parole.',
  faces: {
    asking:
      'La richiesta è in viaggio verso Alipay+. Niente da fare: la risposta arriva in pochi secondi. Non è ancora promesso nulla.',
    waiting:
      'Il portafoglio chiede al cliente di confermare sul telefono. Aspetti. Scaduto il tempo, Paydesk annulla da solo e non si addebita nulla.',
    paid: 'Alipay+ ha confermato il pagamento con la sua firma. Consegni la merce. Non può più diventare «Non pagato».',
    'not-paid':
      'Alipay+ ha confermato con la sua firma che non è stato addebitato nulla. Chieda un nuovo codice o un altro modo di pagare.',
    unknown:
      'Non è arrivata alcuna risposta a cui si possa credere. Il cliente può essere stato addebitato oppure no. Non incassi di nuovo, nemmeno in contanti: Paydesk continua a chiedere. Serva intanto il prossimo; il pagamento resta in vista.',
    cancelling:
      'Un annullamento è partito e non è ancora confermato. Non incassi di nuovo prima di leggere «Annullato». Paydesk continua a chiedere da solo.',
    cancelled: 'Alipay+ ha confermato l’annullamento. Non si addebita nulla, e ciò che era stato addebitato torna per intero.',
  },
} as const satisfies Translation['meaning'];

/** Italian: the PC's own part of the health line. */
export const pc = {
  scanner: 'Lettore',
  network: 'Rete',
  offline: 'Nessuna rete',
  clock: 'Orologio',
  disk: 'Disco',
  diskLow: say('Disco quasi pieno: restano {0} MB'),
  slow: say('Lento: {0}, {1}'),
  incident: {
    title: 'Per chi aiuta',
    hint: 'Un file con il registro, i pagamenti delle ultime 24 ore, le misure e le impostazioni. Senza chiavi, PIN, codici di pagamento né parole digitate.',
    save: 'Scrivi il file per l’assistenza',
    saved: say('Scritto: {0}'),
    failed: 'Non è stato possibile scrivere il file. Controlli lo spazio sul disco. Nessun pagamento è cambiato.',
  },
} as const satisfies Translation['pc'];
