import { sentencesIn } from './sentences.ts';
import type { Translation } from './shape.ts';

const say = sentencesIn('zh-Hans');

/** Simplified Chinese: sounds, the spoken amount, and the mark of a shift. */
export const sounds = {
  title: '声音',
  volume: '音量',
  percent: say('{0, plural, =0 {静音} other {# %}}'),
  test: '请把每种声音各听一次，站在平时的位置要能听清。',
  says: '同时朗读金额',
  on: '是',
  off: '否',
  sayHint: '付款成功时由这台电脑的语音朗读。',
  mark: say('{0}{1}'),
  markLabel: '本班暗记',
  markHint: '本班结束前，每个“已付款”结果都带有它。没有暗记的画面或声音不是来自本收银台。',
  markWords: {
    anchor: '船锚',
    bamboo: '竹子',
    candle: '蜡烛',
    dolphin: '海豚',
    eagle: '老鹰',
    forest: '森林',
    garden: '花园',
    harbour: '港湾',
    island: '小岛',
    jasmine: '茉莉',
    kite: '风筝',
    lantern: '灯笼',
    mango: '芒果',
    ocean: '海洋',
    panda: '熊猫',
    river: '河流',
  },
  markColours: { black: '黑色', white: '白色', pink: '粉色', purple: '紫色', cyan: '青色', brown: '棕色' },
} as const satisfies Translation['sounds'];
