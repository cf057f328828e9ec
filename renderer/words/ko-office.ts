import type { Translation } from './shape.ts';

/** Korean: settings, people, shifts, reports and disputes. */
export const koOffice = {
  display: {
    title: '언어와 화면',
    language: '언어',
    theme: '화면',
    themes: { system: '이 PC와 같게', light: '밝게', dark: '어둡게', contrast: '고대비' },
  },
  setup: { title: '설정', save: '저장' },
  scanner: { save: '저장', columns: { time: '시각', result: '결과' } },
  reports: {
    print: '인쇄',
    settlementRow: { enter: 'Enter' },
    payDialog: { amount: '금액', save: '저장' },
    explainDialog: { reason: '사유' },
    localState: { open: '아직 모름' },
    editor: { fields: { requestId: '요청 ID', time: '시각', amount: '금액' } },
    setupPage: { save: '저장' },
  },
  disputes: { form: { reason: '사유', leave: '닫기' } },
  registration: { wallets: { name: '지갑' } },
  people: { locked: '잠김', asking: { wish: { refund: '환불' } }, page: { keep: '닫기', save: '저장' } },
  shift: {
    title: '근무조',
    none: '열린 근무조가 없습니다',
    rail: '근무조',
    columns: { cancels: '취소됨', refunds: '환불됨' },
    count: { notPaid: '결제되지 않음' },
    takeOverDialog: { reason: '사유', no: '그만두기' },
  },
  printer: { title: '프린터', kinds: { none: '프린터 없음' } },
} satisfies Translation;
