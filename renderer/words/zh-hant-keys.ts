import { sentencesIn } from './sentences.ts';
import type { Translation } from './shape.ts';

const say = sentencesIn('zh-Hant');

/** Traditional Chinese: which key does what. */
export const keyPage = {
  title: '按鍵',
  card: '選擇每個鍵的功能，並列印放在鍵盤上方的標籤條。',
  open: '開啟按鍵頁面',
  hint: '更改只用於這台電腦，儲存後生效。數字、Enter 和 Esc 保持不變：它們用於金額、掃碼槍和返回。Ctrl E、Ctrl I、Ctrl K、Ctrl O 和 Ctrl P 也不變。',
  fellBack: '無法讀取這台電腦儲存的按鍵，因此使用標準按鍵。請重新選擇並儲存。',
  key: say('「{0}」的按鍵'),
  conflict: say('「{0}」也使用此鍵。'),
  conflicts: '一個鍵只能有一個功能。每個功能都有自己的鍵之前不會儲存。',
  save: '儲存',
  saved: '按鍵已生效。',
  standard: '標準按鍵',
  strip: '將按鍵標籤條存為 PDF',
  stripFile: say('已儲存：{0}'),
  stripTitle: '本收銀台的按鍵',
} as const satisfies Translation['keyPage'];
