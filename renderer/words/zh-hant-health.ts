import { sentencesIn } from './sentences.ts';
import type { Translation } from './shape.ts';

const say = sentencesIn('zh-Hant');

/** Traditional Chinese: the PC's own part of the health line, and the page of health. */
export const pc = {
  scanner: '掃碼槍',
  network: '網路',
  offline: '沒有網路',
  clock: '時鐘',
  disk: '磁碟',
  diskLow: say('磁碟快滿了：還剩 {0} MB'),
  slow: say('緩慢：{0}，{1}'),
  ms: say('{0} 毫秒'),
  seconds: say('{0} 秒'),
  stages: {
    scan: '讀取掃碼',
    row: '記錄付款',
    sign: '簽名與傳送',
    gateway: 'Alipay+ 與錢包',
    record: '核對並記錄答覆',
    screen: '把結果交給螢幕',
    paper: '列印',
  },
  title: '這台電腦的狀況',
  card: '掃碼槍、印表機、網路、時鐘、磁碟，以及付款每一步在這裡所用的時間。',
  open: '檢視狀況',
  works: '哪些正常，哪些不正常',
  stagesTitle: '每一步所用的時間',
  stagesHint: '自 Paydesk 啟動以來在這台電腦上測得。一半的付款不超過中間的數值，100 筆中有 99 筆不超過最後的數值。',
  none: '還沒有測量結果：第一筆付款之後就會出現。',
  columns: { stage: '步驟', count: '次數', last: '最近一次', p50: '半數（p50）', p99: '99%（p99）', limit: '超過即為緩慢' },
  isSlow: '緩慢',
  incident: {
    title: '給協助的人',
    hint: '一個檔案，內有記錄、最近 24 小時的付款、測量值和設定。其中沒有金鑰、PIN、付款碼或輸入的文字。',
    save: '寫出協助用檔案',
    saved: say('已寫入：{0}'),
    failed: '檔案無法寫入。請檢查磁碟空間。付款沒有任何變動。',
  },
} as const satisfies Translation['pc'];
