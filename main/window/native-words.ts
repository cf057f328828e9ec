import type { Language } from '../../core/contract/display.ts';

/** What a window of the system says when no page is there to say it. */
export type NativeWords = {
  /** Title: a restore or an erasure was asked for and not carried out. */
  readonly nothingChanged: string;
  readonly asItWas: string;
  /** Title: there will be no counter. */
  readonly notStarted: string;
  readonly noPaymentChanged: string;
  readonly dataFolder: string;
  /** Before what the system or the file said, in whatever words. */
  readonly reason: string;
  /** A kind of file, in the window that asks for one. */
  readonly ledgerFile: string;
};

/** By language, because the tables of the pages are the pages' own. */
export const NATIVE_WORDS: Readonly<Record<Language, NativeWords>> = {
  en: {
    nothingChanged: 'Paydesk: nothing was changed',
    asItWas: 'The payment records are as they were. Paydesk starts again now.',
    notStarted: 'Paydesk could not start',
    noPaymentChanged: 'No payment was changed.',
    dataFolder: 'Data folder',
    reason: 'Reason',
    ledgerFile: 'Paydesk payment records',
  },
  'zh-Hans': {
    nothingChanged: 'Paydesk：没有任何更改',
    asItWas: '付款记录保持原样。Paydesk 现在重新启动。',
    notStarted: 'Paydesk 无法启动',
    noPaymentChanged: '没有任何付款被更改。',
    dataFolder: '数据文件夹',
    reason: '原因',
    ledgerFile: 'Paydesk 付款记录',
  },
  'zh-Hant': {
    nothingChanged: 'Paydesk：沒有任何變更',
    asItWas: '付款紀錄保持原樣。Paydesk 現在重新啟動。',
    notStarted: 'Paydesk 無法啟動',
    noPaymentChanged: '沒有任何付款被變更。',
    dataFolder: '資料夾位置',
    reason: '原因',
    ledgerFile: 'Paydesk 付款紀錄',
  },
  ja: {
    nothingChanged: 'Paydesk：何も変更されていません',
    asItWas: '支払いの記録は元のままです。Paydesk を再起動します。',
    notStarted: 'Paydesk を起動できませんでした',
    noPaymentChanged: '支払いは何も変更されていません。',
    dataFolder: 'データフォルダー',
    reason: '理由',
    ledgerFile: 'Paydesk の支払い記録',
  },
  ko: {
    nothingChanged: 'Paydesk: 변경된 것이 없습니다',
    asItWas: '결제 기록은 그대로입니다. Paydesk를 다시 시작합니다.',
    notStarted: 'Paydesk를 시작할 수 없습니다',
    noPaymentChanged: '변경된 결제가 없습니다.',
    dataFolder: '데이터 폴더',
    reason: '이유',
    ledgerFile: 'Paydesk 결제 기록',
  },
  th: {
    nothingChanged: 'Paydesk: ไม่มีการเปลี่ยนแปลงใด ๆ',
    asItWas: 'บันทึกการชำระเงินยังคงเหมือนเดิม Paydesk กำลังเริ่มใหม่',
    notStarted: 'Paydesk เริ่มทำงานไม่ได้',
    noPaymentChanged: 'ไม่มีการชำระเงินใดถูกเปลี่ยนแปลง',
    dataFolder: 'โฟลเดอร์ข้อมูล',
    reason: 'สาเหตุ',
    ledgerFile: 'บันทึกการชำระเงินของ Paydesk',
  },
  ms: {
    nothingChanged: 'Paydesk: tiada apa-apa diubah',
    asItWas: 'Rekod bayaran kekal seperti sebelumnya. Paydesk dimulakan semula sekarang.',
    notStarted: 'Paydesk tidak dapat dimulakan',
    noPaymentChanged: 'Tiada bayaran diubah.',
    dataFolder: 'Folder data',
    reason: 'Sebab',
    ledgerFile: 'Rekod bayaran Paydesk',
  },
  it: {
    nothingChanged: 'Paydesk: niente è stato modificato',
    asItWas: 'I registri dei pagamenti sono rimasti come erano. Paydesk ora si riavvia.',
    notStarted: 'Paydesk non è riuscito ad avviarsi',
    noPaymentChanged: 'Nessun pagamento è stato modificato.',
    dataFolder: 'Cartella dei dati',
    reason: 'Motivo',
    ledgerFile: 'Registri dei pagamenti di Paydesk',
  },
  fr: {
    nothingChanged: 'Paydesk : rien n’a été modifié',
    asItWas: 'Les enregistrements de paiement sont restés tels quels. Paydesk redémarre maintenant.',
    notStarted: 'Paydesk n’a pas pu démarrer',
    noPaymentChanged: 'Aucun paiement n’a été modifié.',
    dataFolder: 'Dossier des données',
    reason: 'Raison',
    ledgerFile: 'Enregistrements de paiement de Paydesk',
  },
  de: {
    nothingChanged: 'Paydesk: nichts wurde geändert',
    asItWas: 'Die Zahlungsaufzeichnungen sind, wie sie waren. Paydesk startet jetzt neu.',
    notStarted: 'Paydesk konnte nicht starten',
    noPaymentChanged: 'Keine Zahlung wurde geändert.',
    dataFolder: 'Datenordner',
    reason: 'Grund',
    ledgerFile: 'Zahlungsaufzeichnungen von Paydesk',
  },
  es: {
    nothingChanged: 'Paydesk: no se ha cambiado nada',
    asItWas: 'Los registros de pagos están como estaban. Paydesk se reinicia ahora.',
    notStarted: 'Paydesk no ha podido iniciarse',
    noPaymentChanged: 'No se ha cambiado ningún pago.',
    dataFolder: 'Carpeta de datos',
    reason: 'Motivo',
    ledgerFile: 'Registros de pagos de Paydesk',
  },
  ar: {
    nothingChanged: 'Paydesk: لم يتغيّر أي شيء',
    asItWas: 'سجلات الدفع كما كانت. يُعاد تشغيل Paydesk الآن.',
    notStarted: 'تعذّر تشغيل Paydesk',
    noPaymentChanged: 'لم تتغيّر أي عملية دفع.',
    dataFolder: 'مجلد البيانات',
    reason: 'السبب',
    ledgerFile: 'سجلات الدفع في Paydesk',
  },
};

/** Title and text of a window of the system. */
type NativeMessage = { readonly title: string; readonly text: string };

/** An act on the books was not carried out, and why. */
export const nothingChanged = ({ nothingChanged: title, asItWas, reason }: NativeWords, why: string): NativeMessage => ({
  title,
  text: `${asItWas}\n\n${reason}: ${why}`,
});

/** Paydesk could not start, and why; `folder` is where whoever helps has to look. */
export const notStarted = (words: NativeWords, why: string, folder: string): NativeMessage => ({
  title: words.notStarted,
  text: `${words.noPaymentChanged}\n\n${words.reason}: ${why}\n\n${words.dataFolder}: ${folder}`,
});
