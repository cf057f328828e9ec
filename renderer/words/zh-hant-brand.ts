import { sentencesIn } from './sentences.ts';
import type { Translation } from './shape.ts';

const say = sentencesIn('zh-Hant');

/** Traditional Chinese: the owner's official Alipay+ files, and what they are used for. */
export const brandKit = {
  title: 'Alipay+ 品牌',
  card: '在這裡放入 Alipay+ 官方檔案，並查看本收銀台用什麼滿足各項標準輸出。',
  open: '開啟品牌頁面',
  hint: 'Paydesk 不帶任何 Alipay+ 圖形：請使用您收到的官方 SVG 或 PNG 檔案。圖形按原樣顯示，不改色、不裁切、不旋轉，四周留白。',
  mark: 'Alipay+ 標識',
  markHint: '高度至少 96 點，不超過 2 MB；寬度為高度的一半到八倍；使用官方顏色。向量圖只繪製一次。',
  textForm: '還沒有檔案：顯示並列印文字形式。',
  lost: '這個檔案在磁碟上被更改或遺失，因此顯示並列印文字形式。請移除後重新放入官方檔案。',
  addMark: '選擇或拖入 Alipay+ 標識',
  wallets: '錢包標識',
  walletsHint: '最多五個，排在 Alipay+ 標識之後；Alipay+ 始終在最前。',
  addWallet: '選擇或拖入錢包標識',
  size: say('{0}，{1, number, ::group-off} × {2, number, ::group-off}'),
  drop: '移除',
  outcomes: {
    kept: '檔案已啟用。',
    'not-svg': '這不是 SVG 圖形，也不是 PNG 圖片。沒有任何更改。',
    'not-a-picture': '這不是可以讀取的 SVG 圖形或 PNG 圖片。沒有任何更改。',
    'too-large': '檔案超過 2 MB 或每邊 4096 點。沒有任何更改。',
    'too-long': '圖形超過 1 MB。沒有任何更改。',
    'too-small': '圖片高度不足 96 點。沒有任何更改。',
    'wrong-ratio': '圖片作為標識太窄或太寬。沒有任何更改。',
    recoloured: '這個標識沒有顏色，已被改色或是印刷用的單色版。請使用官方彩色檔案；Paydesk 列印時會自行轉為單色。沒有任何更改。',
    'too-many': '錢包標識最多五個。請先移除一個。',
    active: '圖形裡有指令碼或其他會執行的內容。請使用官方檔案。沒有任何更改。',
    external: '圖形要讀取其他檔案。請使用官方檔案。沒有任何更改。',
    unwritable: '檔案無法儲存：請檢查這台電腦的磁碟。',
  },
  checklist: '標準輸出',
  checklistHint: 'Alipay+ 希望在收銀台看到的內容，以及本收銀台用什麼滿足。',
  output: '輸出',
  how: '滿足方式',
  outputs: {
    'payment-zone': '收銀台付款區的 Alipay+ 品牌',
    'one-way': '所有錢包同一種付款方式，沒有單獨按鈕',
    'customer-display': '顧客螢幕上的 Alipay+ 品牌',
    'receipt-brand': '收據上的 Alipay+ 品牌',
    'receipt-amount': '收據上的交易金額',
    pdf: 'PDF 收據上的 Alipay+ 品牌',
    codes: '接受 16 至 32 位的付款碼',
    'wallet-marks': '錢包標識，最多五個，Alipay+ 在最前',
  },
  metWith: {
    file: '您的官方檔案',
    text: '文字形式「Alipay+ Partner」',
    'built-in': '內建',
    'not-used': '本收銀台不使用',
  },
} as const satisfies Translation['brandKit'];
