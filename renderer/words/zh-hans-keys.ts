import { sentencesIn } from './sentences.ts';
import type { Translation } from './shape.ts';

const say = sentencesIn('zh-Hans');

/** Simplified Chinese: which key does what. */
export const keyPage = {
  title: '按键',
  card: '选择每个键的功能，并打印放在键盘上方的标签条。',
  open: '打开按键页面',
  hint: '更改只用于这台电脑，保存后生效。数字、Enter 和 Esc 保持不变：它们用于金额、扫码枪和返回。Ctrl E、Ctrl I、Ctrl K、Ctrl O 和 Ctrl P 也不变。',
  fellBack: '无法读取这台电脑保存的按键，因此使用标准按键。请重新选择并保存。',
  key: say('“{0}”的按键'),
  conflict: say('“{0}”也使用此键。'),
  conflicts: '一个键只能有一个功能。每个功能都有自己的键之前不会保存。',
  save: '保存',
  saved: '按键已生效。',
  standard: '标准按键',
  strip: '将按键标签条存为 PDF',
  stripFile: say('已保存：{0}'),
  stripTitle: '本收银台的按键',
} as const satisfies Translation['keyPage'];
