import { sentencesIn } from './sentences.ts';
import type { Translation } from './shape.ts';

const say = sentencesIn('ms');

/** Malay: what each state means, and what to do. */
export const meaning = {
  ask: 'Apakah maksudnya?',
  search: 'Cari dalam bantuan',
  none: 'Tiada perkataan ini dalam bantuan.',
  faces: {
    asking:
      'Permintaan dalam perjalanan ke Alipay+. Tiada apa perlu dibuat: jawapan tiba dalam beberapa saat. Belum ada apa-apa yang dijanjikan.',
    waiting:
      'Dompet meminta pelanggan mengesahkan pada telefon. Tunggu. Apabila masa tamat, Paydesk membatalkan sendiri dan tiada caj dibuat.',
    paid: 'Alipay+ telah mengesahkan bayaran dengan tandatangannya. Serahkan barang. Ia tidak akan bertukar menjadi "Tidak dibayar".',
    'not-paid':
      'Alipay+ telah mengesahkan dengan tandatangannya bahawa tiada caj dibuat. Minta kod baharu atau cara bayaran lain.',
    unknown:
      'Belum ada jawapan yang boleh dipercayai. Pelanggan mungkin telah dicaj, mungkin tidak. Jangan caj sekali lagi, tunai pun jangan: Paydesk terus bertanya. Layani pelanggan seterusnya; bayaran ini kekal kelihatan.',
    cancelling:
      'Pembatalan telah dihantar dan belum disahkan. Jangan caj semula sebelum tertera "Dibatalkan". Paydesk terus bertanya sendiri.',
    cancelled: 'Alipay+ telah mengesahkan pembatalan. Tiada caj, dan caj yang telah dibuat dikembalikan sepenuhnya.',
  },
} as const satisfies Translation['meaning'];

/** Malay: the PC's own part of the health line. */
export const pc = {
  scanner: 'Pengimbas',
  network: 'Rangkaian',
  offline: 'Tiada rangkaian',
  clock: 'Jam',
  disk: 'Cakera',
  diskLow: say('Cakera hampir penuh: tinggal {0} MB'),
  slow: say('Perlahan: {0}, {1}'),
  incident: {
    title: 'Untuk yang membantu',
    hint: 'Fail dengan log, bayaran 24 jam lepas, ukuran dan tetapan. Tiada kunci, PIN, kod bayaran atau perkataan yang ditaip di dalamnya.',
    save: 'Tulis fail bantuan',
    saved: say('Ditulis: {0}'),
    failed: 'Fail tidak dapat ditulis. Semak ruang pada cakera. Tiada bayaran yang berubah.',
  },
} as const satisfies Translation['pc'];
