import { sentencesIn } from './sentences.ts';
import type { Translation } from './shape.ts';

const say = sentencesIn('zh-Hans');

/** Simplified Chinese: the PC's own part of the health line, and the page of health. */
export const pc = {
  scanner: '扫码枪',
  network: '网络',
  offline: '没有网络',
  clock: '时钟',
  disk: '磁盘',
  diskLow: say('磁盘快满了：还剩 {0} MB'),
  slow: say('缓慢：{0}，{1}'),
  ms: say('{0} 毫秒'),
  seconds: say('{0} 秒'),
  stages: {
    scan: '读取扫码',
    row: '记录付款',
    sign: '签名与发送',
    gateway: 'Alipay+ 与钱包',
    record: '核对并记录答复',
    screen: '把结果交给屏幕',
    paper: '打印',
  },
  title: '这台电脑的状况',
  card: '扫码枪、打印机、网络、时钟、磁盘，以及付款每一步在这里所用的时间。',
  open: '查看状况',
  works: '哪些正常，哪些不正常',
  stagesTitle: '每一步所用的时间',
  stagesHint: '自 Paydesk 启动以来在这台电脑上测得。一半的付款不超过中间的数值，100 笔中有 99 笔不超过最后的数值。',
  none: '还没有测量结果：第一笔付款之后就会出现。',
  columns: { stage: '步骤', count: '次数', last: '最近一次', p50: '半数（p50）', p99: '99%（p99）', limit: '超过即为缓慢' },
  isSlow: '缓慢',
  incident: {
    title: '给协助的人',
    hint: '一个文件，内有日志、最近 24 小时的付款、测量值和设置。其中没有密钥、PIN、付款码或输入的文字。',
    save: '写出协助文件',
    saved: say('已写入：{0}'),
    failed: '文件无法写入。请检查磁盘空间。付款没有任何变动。',
  },
} as const satisfies Translation['pc'];
