import { sentencesIn } from './sentences.ts';
import type { Translation } from './shape.ts';

const say = sentencesIn('zh-Hant');

/** Traditional Chinese: what each state means, and what to do. */
export const meaning = {
  ask: '這是什麼意思？',
  search: '搜尋說明',
  none: '說明裡沒有這些詞。',
  faces: {
    asking: '請求正在送往 Alipay+。無需操作，幾秒內就有回覆。此時還沒有任何付款承諾。',
    waiting: '錢包正請顧客在手機上確認。請等待顧客。時間一到，Paydesk 會自動取消，不會扣款。',
    paid: 'Alipay+ 已用簽章確認付款。請交付商品。這個結果不會再變成「未付款」。',
    'not-paid': 'Alipay+ 已用簽章確認這筆付款結束且沒有扣款。請顧客出示新的付款碼，或換一種付款方式。',
    unknown:
      '還沒有可以採信的回覆。顧客可能已被扣款，也可能沒有。請不要再次收款，也不要改收現金：Paydesk 會繼續查詢。可以先接待下一位顧客，這筆付款會一直顯示。',
    cancelling: '取消已送出，尚未確認。在顯示「已取消」之前請不要再次收款。Paydesk 會自動繼續查詢。',
    cancelled: 'Alipay+ 已確認取消。不會扣款，已扣的款項會全額退回。',
  },
} as const satisfies Translation['meaning'];

/** Traditional Chinese: the PC's own part of the health line. */
export const pc = {
  scanner: '掃碼槍',
  network: '網路',
  offline: '沒有網路',
  clock: '時鐘',
  disk: '磁碟',
  diskLow: say('磁碟快滿了：還剩 {0} MB'),
  slow: say('緩慢：{0}，{1}'),
  incident: {
    title: '給協助的人',
    hint: '一個檔案，內有記錄、最近 24 小時的付款、測量值和設定。其中沒有金鑰、PIN、付款碼或輸入的文字。',
    save: '寫出協助用檔案',
    saved: say('已寫入：{0}'),
    failed: '檔案無法寫入。請檢查磁碟空間。付款沒有任何變動。',
  },
} as const satisfies Translation['pc'];
