import { sentencesIn } from './sentences.ts';
import type { Translation } from './shape.ts';

const say = sentencesIn('zh-Hans');

/** Simplified Chinese: the customer's display, on the settings page. */
export const customerDisplay = {
  title: '顾客显示屏',
  hint: '第二块屏幕向顾客显示金额、要做什么和结果。屏幕上不能操作。',
  use: '使用',
  yes: '是',
  no: '否',
  places: {
    shown: '正在显示。',
    off: '已关闭。',
    'no-screen': '没有接第二块屏幕。接上后会自动显示。',
    several: '接了多块屏幕。请选择一块；选择之前不占用任何一块。',
    gone: '所选屏幕未接上。接上后会自动恢复。',
    cashier: '本窗口就在所选屏幕上，或两块屏幕显示相同内容。请移动本窗口，或选择另一块屏幕。',
  },
  screen: '屏幕',
  onlyOther: '本窗口旁边的那一块',
  screenName: say('{0}，{1, number, ::group-off} × {2, number, ::group-off}'),
  unnamed: '屏幕',
  cashiers: say('{0}（本窗口）'),
  away: say('{0}（未接上）'),
  language: '对顾客使用的语言',
  asCashier: '与本屏幕相同',
  wallet: '结果使用钱包所在地的语言',
  picture: '两笔交易之间的图片',
  pictureHint: 'PNG 或 JPEG 文件，每边至少 240 点，不超过 12 MB。Paydesk 会保存一份副本。',
  choosePicture: '选择图片',
  dropPicture: '移除',
  outcomes: {
    kept: '图片已启用。',
    none: '没有选择。',
    unreadable: '这不是可以读取的 PNG 或 JPEG 图片。原来的图片保留。',
    'too-small': '图片有一边小于 240 点。原来的图片保留。',
    'too-large': '图片超过 12 MB 或 5000 万点。原来的图片保留。',
    unwritable: '图片无法保存：请检查这台电脑的磁盘。',
  },
} as const satisfies Translation['customerDisplay'];
