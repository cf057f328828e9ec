import { sentencesIn } from './sentences.ts';
import type { Translation } from './shape.ts';

const say = sentencesIn('zh-Hans');
const nothingSent = '没有发送。';

/** Simplified Chinese: customs. */
export const zhHansCustoms = {
  customs: {
    title: '中国海关',
    part: say('{1} 中还有 {0} 可以向中国海关申报。'),
    done: say('{0} 已向中国海关申报。'),
    open: '海关',
    openPayment: '打开这笔付款',
    why: '海关需要订单、支付单、运单和清单。Alipay+ 发送支付单；其余由您自行发送。',
    notHere: '这笔付款没有可申报的金额。',
    notAllowed: '由主管或店主申报。',
    none: '尚未申报。',
    ask: '查询海关进度',
    state: {
      sending: '已发送；Alipay+ 尚未确认。会自动重发，绝不会申报两次。',
      refused: 'Alipay+ 没有受理',
      waiting: '已受理；海关尚未答复',
      accepted: '海关已接受',
      failed: '海关已拒绝；这笔金额可以重新申报',
    },
    identity: {
      CHECK_PASSED: '订购人与支付人是同一人。',
      CHECK_NOT_PASSED: '订购人与支付人不是同一人。申报仍已送达海关。',
    },
    notChecked: '没有填写订购人，因此没有核对。',
    whole: '整笔付款',
    split: say('部分：订单 {0}'),
    at: say('海关 {0}，商户 {1}'),
    form: {
      title: '申报',
      kind: '申报内容',
      whole: '整笔付款',
      split: '其中一部分',
      customs: '海关编码',
      customsHint: '例如 ZONGSHU、ZHENGZHOU、NINGBO、SHANGHAI_CBT、HANGZHOU。',
      merchant: '商户在该海关的备案号',
      merchantName: '商户在该海关的备案名称',
      amount: '金额（人民币）',
      order: '这一部分对应的订单号',
      buyer: '订购人',
      noBuyer: '不填写',
      ID_CARD: '身份证',
      PASSPORT: '护照',
      number: '证件号码',
      name: '证件上的姓名',
      buyerHint: '填写订购人后，钱包会核对订购人与支付人是否为同一人。Paydesk 只发送，不保留任何内容。',
      send: '申报',
    },
    declared: {
      taken: 'Alipay+ 已受理申报。海关稍后答复。',
      unknown: 'Alipay+ 没有明确答复。同一申报会自动重发，绝不会申报两次。',
      refused: say('Alipay+ 没有受理：{0}。没有申报任何金额。'),
      'not-durable': '账本无法保存，因此没有发送。',
      'no-keys': `Paydesk 尚未连接 Alipay+。${nothingSent}`,
      'no-such-payment': `这里没有这笔付款。${nothingSent}`,
      'not-paid': `只有已付款的付款可以申报。${nothingSent}`,
      'nothing-declarable': `这笔付款没有可申报的金额。${nothingSent}`,
      'customs-missing': `海关编码缺失或过长。${nothingSent}`,
      'merchant-missing': `商户备案号或名称缺失或过长。${nothingSent}`,
      'amount-missing': `金额缺失。${nothingSent}`,
      'amount-too-high': `超过剩余可申报的金额。${nothingSent}`,
      'not-whole': `已有申报，因此剩余部分只能作为部分申报。${nothingSent}`,
      'order-missing': `部分申报需要填写对应的订单号。${nothingSent}`,
      'declared-there': `这个订单已在该海关申报。${nothingSent}`,
      'buyer-incomplete': `订购人的证件号码或姓名缺失或过长。${nothingSent}`,
    },
  },
} satisfies Translation;
