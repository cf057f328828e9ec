import { sentencesIn } from './sentences.ts';
import type { Translation } from './shape.ts';

const say = sentencesIn('zh-Hant');

/** Traditional Chinese: the customer's display, on the settings page. */
export const customerDisplay = {
  title: '顧客顯示屏',
  hint: '第二塊螢幕向顧客顯示金額、要做什麼和結果。螢幕上不能操作。',
  use: '使用',
  yes: '是',
  no: '否',
  places: {
    shown: '正在顯示。',
    off: '已關閉。',
    'no-screen': '沒有接第二塊螢幕。接上後會自動顯示。',
    several: '接了多塊螢幕。請選擇一塊；選擇之前不佔用任何一塊。',
    gone: '所選螢幕未接上。接上後會自動恢復。',
    cashier: '本視窗就在所選螢幕上，或兩塊螢幕顯示相同內容。請移動本視窗，或選擇另一塊螢幕。',
  },
  screen: '螢幕',
  onlyOther: '本視窗旁邊的那一塊',
  screenName: say('{0}，{1, number, ::group-off} × {2, number, ::group-off}'),
  unnamed: '螢幕',
  cashiers: say('{0}（本視窗）'),
  away: say('{0}（未接上）'),
  language: '對顧客使用的語言',
  asCashier: '與本螢幕相同',
  wallet: '結果使用錢包所在地的語言',
  picture: '兩筆交易之間的圖片',
  pictureHint: 'PNG 或 JPEG 檔案，每邊至少 240 點，不超過 12 MB。Paydesk 會儲存一份副本。',
  choosePicture: '選擇圖片',
  dropPicture: '移除',
  outcomes: {
    kept: '圖片已啟用。',
    none: '沒有選擇。',
    unreadable: '這不是可以讀取的 PNG 或 JPEG 圖片。原來的圖片保留。',
    'too-small': '圖片有一邊小於 240 點。原來的圖片保留。',
    'too-large': '圖片超過 12 MB 或 5000 萬點。原來的圖片保留。',
    unwritable: '圖片無法儲存：請檢查這台電腦的磁碟。',
  },
} as const satisfies Translation['customerDisplay'];
