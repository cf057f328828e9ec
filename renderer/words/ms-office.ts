import type { Translation } from './shape.ts';

/** Malay: settings, people, shifts, reports and disputes. */
export const msOffice = {
  display: {
    title: 'Bahasa dan rupa',
    language: 'Bahasa',
    theme: 'Rupa',
    themes: { system: 'Seperti PC ini', light: 'Cerah', dark: 'Gelap', contrast: 'Kontras tinggi' },
  },
  setup: { title: 'Tetapan', save: 'Simpan' },
  scanner: { save: 'Simpan', columns: { time: 'Masa', result: 'Keputusan' } },
  reports: {
    print: 'Cetak',
    settlementRow: { enter: 'Enter' },
    payDialog: { amount: 'Jumlah', save: 'Simpan' },
    explainDialog: { reason: 'Sebab' },
    localState: { open: 'belum diketahui' },
    editor: { fields: { requestId: 'Id permintaan', time: 'Masa', amount: 'Jumlah' } },
    setupPage: { save: 'Simpan' },
  },
  disputes: { form: { reason: 'Sebab', leave: 'Tutup' } },
  registration: { wallets: { name: 'Dompet' } },
  people: { locked: 'Dikunci', asking: { wish: { refund: 'Bayar balik' } }, page: { keep: 'Tutup', save: 'Simpan' } },
  shift: {
    title: 'Syif',
    none: 'Tiada syif dibuka',
    rail: 'Syif',
    columns: { cancels: 'Dibatalkan', refunds: 'Telah dibayar balik' },
    count: { notPaid: 'Tidak dibayar' },
    takeOverDialog: { reason: 'Sebab', no: 'Biarkan' },
  },
  printer: { title: 'Pencetak', kinds: { none: 'Tiada pencetak' } },
} satisfies Translation;
