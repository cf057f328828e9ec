import type { Translation } from './shape.ts';

/** Simplified Chinese: the help that is searched. */
export const meaning = {
  ask: '这是什么意思？',
  search: '搜索帮助',
  none: '帮助里没有这些词。',
  faces: {
    asking: '请求正在发往 Alipay+。无需操作，几秒内就有答复。此时还没有任何付款承诺。',
    waiting: '钱包正请顾客在手机上确认。请等待顾客。时间一到，Paydesk 会自动撤销，不会扣款。',
    paid: 'Alipay+ 已用签名确认付款。请交付商品。这个结果不会再变成“未付款”。',
    'not-paid': 'Alipay+ 已用签名确认这笔付款结束且没有扣款。请顾客出示新的付款码，或换一种付款方式。',
    unknown:
      '还没有可以采信的答复。顾客可能已被扣款，也可能没有。请不要再次收款，也不要改收现金：Paydesk 会继续查询。可以先接待下一位顾客，这笔付款会一直显示。',
    cancelling: '撤销已发送，尚未确认。在显示“已撤销”之前请不要再次收款。Paydesk 会自动继续查询。',
    cancelled: 'Alipay+ 已确认撤销。没有扣款；已扣的款项会全额退回。',
  },
  topics: {
    printer: {
      title: '小票打不出来',
      text: '付款不受影响。状态栏会说明打印机缺什么。恢复后，等待的小票会按顺序自动打印。',
    },
    scanner: { title: '扫不出付款码', text: '请顾客调亮屏幕并完整展示付款码。也可以手动输入条码下方的数字。' },
    offline: {
      title: '没有网络',
      text: '无法收款。查找、小票和打印仍可使用。网络恢复后会立即查询尚未结束的付款。',
    },
    plug: { title: '突然断电', text: '请重新启动 Paydesk。它会查明每笔未结束付款的结果，绝不会自行收款。' },
    refund: {
      title: '退款',
      text: '扫描小票上的条码，或查找这笔付款，再按退款键。超出店主规定时需要第二个人同意。',
    },
    lessons: {
      title: '练习各种情形',
      text: '练习模式里有五节课：收款、撤销、退款、尚未确定的付款，以及打印机没纸。按 Ctrl O 打开。',
    },
    mark: {
      title: '结果上的词和颜色',
      text: '每班都会更换。没有它们的图片或录音不是来自本收银台：请看您自己的屏幕。',
    },
  },
} as const satisfies Translation['meaning'];
