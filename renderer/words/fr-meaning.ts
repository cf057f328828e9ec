import { sentencesIn } from './sentences.ts';
import type { Translation } from './shape.ts';

const say = sentencesIn('fr');

/** French: what each state means, and what to do. */
export const meaning = {
  ask: 'Qu’est-ce que cela veut dire ?',
  search: 'Chercher dans l’aide',
  none: 'L’aide ne contient pas ces mots.',
  faces: {
    asking:
      'La demande est en route vers Alipay+. Rien à faire : la réponse arrive en quelques secondes. Rien n’est encore promis.',
    waiting:
      'Le portefeuille demande au client de confirmer sur son téléphone. Attendez-le. Une fois le temps écoulé, Paydesk annule de lui-même et rien n’est débité.',
    paid: 'Alipay+ a confirmé le paiement par sa signature. Remettez la marchandise. Cela ne redeviendra pas « Non payé ».',
    'not-paid':
      'Alipay+ a confirmé par sa signature que rien n’a été débité. Demandez un nouveau code ou un autre moyen de paiement.',
    unknown:
      'Aucune réponse digne de foi n’est arrivée. Le client a pu être débité, ou non. N’encaissez pas une deuxième fois, même en espèces : Paydesk continue de demander. Servez le client suivant ; le paiement reste visible.',
    cancelling:
      'Une annulation est partie et n’est pas encore confirmée. N’encaissez pas de nouveau avant de lire « Annulé ». Paydesk continue de demander tout seul.',
    cancelled: 'Alipay+ a confirmé l’annulation. Rien n’est débité, et ce qui l’avait été est rendu en entier.',
  },
} as const satisfies Translation['meaning'];

/** French: the PC's own part of the health line. */
export const pc = {
  scanner: 'Lecteur de codes',
  network: 'Réseau',
  offline: 'Pas de réseau',
  clock: 'Horloge',
  disk: 'Disque',
  diskLow: say('Disque presque plein : il reste {0} Mo'),
  slow: say('Lent : {0}, {1}'),
  incident: {
    title: 'Pour qui vous aide',
    hint: 'Un fichier avec le journal, les paiements des dernières 24 heures, les mesures et les réglages. Ni clés, ni codes PIN, ni codes de paiement, ni mots saisis.',
    save: 'Écrire le fichier d’aide',
    saved: say('Écrit : {0}'),
    failed: 'Le fichier n’a pas pu être écrit. Vérifiez la place sur le disque. Aucun paiement n’a changé.',
  },
} as const satisfies Translation['pc'];
