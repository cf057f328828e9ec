import type { Translation } from './shape.ts';

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
  topics: {
    printer: {
      title: '收據印不出來',
      text: '付款不受影響。狀態列會說明印表機缺什麼。恢復後，等待的收據會按順序自動列印。',
    },
    scanner: { title: '掃不出付款碼', text: '請顧客調亮螢幕並完整展示付款碼。也可以手動輸入條碼下方的數字。' },
    offline: {
      title: '沒有網路',
      text: '無法收款。查詢、收據和列印仍可使用。網路恢復後會立即查詢尚未結束的付款。',
    },
    plug: { title: '突然斷電', text: '請重新啟動 Paydesk。它會查明每筆未結束付款的結果，絕不會自行收款。' },
    refund: {
      title: '退款',
      text: '掃描收據上的條碼，或查詢這筆付款，再按退款鍵。超出店主規定時需要第二個人同意。',
    },
    lessons: {
      title: '練習各種情形',
      text: '練習模式裡有五節課：收款、撤銷、退款、尚未確定的付款，以及印表機沒紙。按 Ctrl O 開啟。',
    },
    mark: {
      title: '結果上的詞和顏色',
      text: '每班都會更換。沒有它們的圖片或錄音不是來自本收銀台：請看您自己的螢幕。',
    },
  },
} as const satisfies Translation['meaning'];
