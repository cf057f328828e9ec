import type { Translation } from './shape.ts';

/** Thai: settings, people, shifts, reports and disputes. */
export const thOffice = {
  display: {
    title: 'ภาษาและหน้าตา',
    language: 'ภาษา',
    theme: 'หน้าตา',
    themes: { system: 'ตามเครื่องนี้', light: 'สว่าง', dark: 'มืด', contrast: 'คอนทราสต์สูง' },
  },
  setup: { title: 'ตั้งค่า', save: 'บันทึก' },
  scanner: { save: 'บันทึก', columns: { time: 'เวลา', result: 'ผล' } },
  reports: {
    print: 'พิมพ์',
    settlementRow: { enter: 'Enter' },
    payDialog: { amount: 'ยอดเงิน', save: 'บันทึก' },
    explainDialog: { reason: 'เหตุผล' },
    localState: { open: 'ยังไม่ทราบผล' },
    editor: { fields: { requestId: 'รหัสคำขอ', time: 'เวลา', amount: 'ยอดเงิน' } },
    setupPage: { save: 'บันทึก' },
  },
  disputes: { form: { reason: 'เหตุผล', leave: 'ปิด' } },
  registration: { wallets: { name: 'วอลเล็ต' } },
  people: { locked: 'ล็อกแล้ว', asking: { wish: { refund: 'คืนเงิน' } }, page: { keep: 'ปิด', save: 'บันทึก' } },
  shift: {
    title: 'กะ',
    none: 'ไม่มีกะที่เปิดอยู่',
    rail: 'กะ',
    columns: { cancels: 'ยกเลิกแล้ว', refunds: 'คืนเงินแล้ว' },
    count: { notPaid: 'ไม่ได้ชำระ' },
    takeOverDialog: { reason: 'เหตุผล', no: 'ไม่ทำ' },
  },
  printer: { title: 'เครื่องพิมพ์', kinds: { none: 'ไม่มีเครื่องพิมพ์' } },
} satisfies Translation;
