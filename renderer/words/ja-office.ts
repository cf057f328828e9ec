import type { Translation } from './shape.ts';

/** Japanese: settings, people, shifts, reports and disputes. */
export const jaOffice = {
  display: {
    title: '言語と外観',
    language: '言語',
    theme: '外観',
    themes: { system: 'この PC に合わせる', light: 'ライト', dark: 'ダーク', contrast: 'ハイコントラスト' },
  },
  setup: { title: '設定', save: '保存' },
  scanner: { save: '保存', columns: { time: '時刻', result: '結果' } },
  reports: {
    print: '印刷',
    settlementRow: { enter: 'Enter' },
    payDialog: { amount: '金額', save: '保存' },
    explainDialog: { reason: '理由' },
    localState: { open: 'まだ不明' },
    editor: { fields: { requestId: 'リクエスト ID', time: '時刻', amount: '金額' } },
    setupPage: { save: '保存' },
  },
  disputes: { form: { reason: '理由', leave: '閉じる' } },
  registration: { wallets: { name: 'ウォレット' } },
  people: { locked: 'ロック', asking: { wish: { refund: '返金' } }, page: { keep: '閉じる', save: '保存' } },
  shift: {
    title: 'シフト',
    none: '開いているシフトがありません',
    rail: 'シフト',
    columns: { cancels: '取り消し済み', refunds: '返金済み' },
    count: { notPaid: '支払われていません' },
    takeOverDialog: { reason: '理由', no: 'やめる' },
  },
  printer: { title: 'プリンター', kinds: { none: 'プリンターなし' } },
} satisfies Translation;
