import { sentencesIn } from './sentences.ts';
import type { Translation } from './shape.ts';

const say = sentencesIn('zh-Hans');

/** Simplified Chinese: the owner's official Alipay+ files, and what they are used for. */
export const brandKit = {
  title: 'Alipay+ 品牌',
  card: '在这里放入 Alipay+ 官方文件，并查看本收银台用什么满足各项标准输出。',
  open: '打开品牌页面',
  hint: 'Paydesk 不带任何 Alipay+ 图形：请使用您收到的官方 SVG 或 PNG 文件。图形按原样显示，不改色、不裁切、不旋转，四周留白。',
  mark: 'Alipay+ 标识',
  markHint: '高度至少 96 点，不超过 2 MB；宽度为高度的一半到八倍；使用官方颜色。矢量图只绘制一次。',
  textForm: '还没有文件：显示并打印文字形式。',
  lost: '这个文件在磁盘上被更改或丢失，因此显示并打印文字形式。请移除后重新放入官方文件。',
  addMark: '选择或拖入 Alipay+ 标识',
  wallets: '钱包标识',
  walletsHint: '最多五个，排在 Alipay+ 标识之后；Alipay+ 始终在最前。',
  addWallet: '选择或拖入钱包标识',
  size: say('{0}，{1, number, ::group-off} × {2, number, ::group-off}'),
  drop: '移除',
  outcomes: {
    kept: '文件已启用。',
    'not-svg': '这不是 SVG 图形，也不是 PNG 图片。没有任何更改。',
    'not-a-picture': '这不是可以读取的 SVG 图形或 PNG 图片。没有任何更改。',
    'too-large': '文件超过 2 MB 或每边 4096 点。没有任何更改。',
    'too-long': '图形超过 1 MB。没有任何更改。',
    'too-small': '图片高度不足 96 点。没有任何更改。',
    'wrong-ratio': '图片作为标识太窄或太宽。没有任何更改。',
    recoloured: '这个标识没有颜色，已被改色或是印刷用的单色版。请使用官方彩色文件；Paydesk 打印时会自行转为单色。没有任何更改。',
    'too-many': '钱包标识最多五个。请先移除一个。',
    active: '图形里有脚本或其他会运行的内容。请使用官方文件。没有任何更改。',
    external: '图形要读取其他文件。请使用官方文件。没有任何更改。',
    unwritable: '文件无法保存：请检查这台电脑的磁盘。',
  },
  checklist: '标准输出',
  checklistHint: 'Alipay+ 希望在收银台看到的内容，以及本收银台用什么满足。',
  output: '输出',
  how: '满足方式',
  outputs: {
    'payment-zone': '收银台付款区的 Alipay+ 品牌',
    'one-way': '所有钱包同一种付款方式，没有单独按钮',
    'customer-display': '顾客显示屏上的 Alipay+ 品牌',
    'receipt-brand': '小票上的 Alipay+ 品牌',
    'receipt-amount': '小票上的交易金额',
    pdf: 'PDF 小票上的 Alipay+ 品牌',
    codes: '接受 16 至 32 位付款码',
    'wallet-marks': '钱包标识，最多五个，Alipay+ 在最前',
  },
  metWith: {
    file: '您的官方文件',
    text: '文字形式“Alipay+ Partner”',
    'built-in': '已内置',
    'not-used': '本收银台未使用',
  },
} as const satisfies Translation['brandKit'];
