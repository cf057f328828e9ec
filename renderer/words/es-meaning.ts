import { sentencesIn } from './sentences.ts';
import type { Translation } from './shape.ts';

const say = sentencesIn('es');

/** Spanish: what each state means, and what to do. */
export const meaning = {
  ask: '¿Qué significa esto?',
  search: 'Buscar en la ayuda',
  none: 'La ayuda no contiene estas palabras.',
  faces: {
    asking:
      'La solicitud va de camino a Alipay+. No hay que hacer nada: la respuesta llega en segundos. Todavía no hay nada prometido.',
    waiting:
      'El monedero pide al cliente que confirme en el teléfono. Espérelo. Cuando se acabe el tiempo, Paydesk anula por sí mismo y no se cobra nada.',
    paid: 'Alipay+ ha confirmado el pago con su firma. Entregue la mercancía. Ya no puede pasar a «No pagado».',
    'not-paid': 'Alipay+ ha confirmado con su firma que no se ha cobrado nada. Pida un código nuevo u otra forma de pago.',
    unknown:
      'No ha llegado ninguna respuesta que se pueda creer. Puede que se haya cobrado al cliente o puede que no. No cobre otra vez, tampoco en efectivo: Paydesk sigue preguntando. Atienda mientras tanto al siguiente; el pago sigue a la vista.',
    cancelling:
      'Se ha enviado una anulación que todavía no está confirmada. No vuelva a cobrar antes de que diga «Anulado». Paydesk sigue preguntando por sí mismo.',
    cancelled: 'Alipay+ ha confirmado la anulación. No se cobra nada, y lo que se hubiera cobrado se devuelve entero.',
  },
} as const satisfies Translation['meaning'];

/** Spanish: the PC's own part of the health line. */
export const pc = {
  scanner: 'Lector',
  network: 'Red',
  offline: 'Sin red',
  clock: 'Reloj',
  disk: 'Disco',
  diskLow: say('Disco casi lleno: quedan {0} MB'),
  slow: say('Lento: {0}, {1}'),
  incident: {
    title: 'Para quien le ayude',
    hint: 'Un archivo con el registro, los pagos de las últimas 24 horas, las medidas y los ajustes. No lleva claves, PIN, códigos de pago ni palabras escritas.',
    save: 'Escribir archivo de ayuda',
    saved: say('Escrito: {0}'),
    failed: 'No se pudo escribir el archivo. Compruebe que queda espacio en el disco. Ningún pago ha cambiado.',
  },
} as const satisfies Translation['pc'];
