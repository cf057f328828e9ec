import { sentencesIn } from './sentences.ts';
import type { Translation } from './shape.ts';

const say = sentencesIn('zh-Hant');

/** Traditional Chinese: sounds, the spoken amount, and the mark of a shift. */
export const sounds = {
  title: '聲音',
  volume: '音量',
  percent: say('{0, plural, =0 {靜音} other {# %}}'),
  test: '請把每種聲音各聽一次，站在平時的位置要能聽清。',
  says: '同時朗讀金額',
  on: '是',
  off: '否',
  sayHint: '付款成功時由這台電腦的語音朗讀。',
  mark: say('{0}{1}'),
  markLabel: '本班暗記',
  markHint: '本班結束前，每個「已付款」結果都帶有它。沒有暗記的畫面或聲音不是來自本收銀台。',
  markWords: {
    anchor: '船錨',
    bamboo: '竹子',
    candle: '蠟燭',
    dolphin: '海豚',
    eagle: '老鷹',
    forest: '森林',
    garden: '花園',
    harbour: '港灣',
    island: '小島',
    jasmine: '茉莉',
    kite: '風箏',
    lantern: '燈籠',
    mango: '芒果',
    ocean: '海洋',
    panda: '熊貓',
    river: '河流',
  },
  markColours: { black: '黑色', white: '白色', pink: '粉色', purple: '紫色', cyan: '青色', brown: '棕色' },
} as const satisfies Translation['sounds'];
