import type { Translation } from './shape.ts';

/** Arabic: settings, people, shifts, reports and disputes. */
export const arOffice = {
  display: {
    title: 'اللغة والمظهر',
    language: 'اللغة',
    theme: 'المظهر',
    themes: { system: 'مثل هذا الجهاز', light: 'فاتح', dark: 'داكن', contrast: 'تباين عالٍ' },
  },
  setup: { title: 'الإعدادات', save: 'حفظ' },
  scanner: { save: 'حفظ', columns: { time: 'الوقت', result: 'النتيجة' } },
  reports: {
    print: 'طباعة',
    settlementRow: { enter: 'Enter' },
    payDialog: { amount: 'المبلغ', save: 'حفظ' },
    explainDialog: { reason: 'السبب' },
    localState: { open: 'لم يُعرف بعد' },
    editor: { fields: { requestId: 'معرّف الطلب', time: 'الوقت', amount: 'المبلغ' } },
    setupPage: { save: 'حفظ' },
  },
  disputes: { form: { reason: 'السبب', leave: 'إغلاق' } },
  registration: { wallets: { name: 'المحفظة' } },
  people: { locked: 'مقفل', asking: { wish: { refund: 'استرداد' } }, page: { keep: 'إغلاق', save: 'حفظ' } },
  shift: {
    title: 'الوردية',
    none: 'لا وردية مفتوحة',
    rail: 'الوردية',
    columns: { cancels: 'أُلغي', refunds: 'مسترد' },
    count: { notPaid: 'غير مدفوع' },
    takeOverDialog: { reason: 'السبب', no: 'تراجع' },
  },
  printer: { title: 'الطابعة', kinds: { none: 'لا طابعة' } },
} satisfies Translation;
