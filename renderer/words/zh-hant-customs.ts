import { sentencesIn } from './sentences.ts';
import type { Translation } from './shape.ts';

const say = sentencesIn('zh-Hant');
const nothingSent = '沒有傳送。';

/** Traditional Chinese: customs. */
export const zhHantCustoms = {
  customs: {
    title: '中國海關',
    part: say('{1} 中還有 {0} 可以向中國海關申報。'),
    done: say('{0} 已向中國海關申報。'),
    open: '海關',
    openPayment: '開啟這筆付款',
    why: '海關需要訂單、支付單、運單和清單。Alipay+ 傳送支付單；其餘由您自行傳送。',
    notHere: '這筆付款沒有可申報的金額。',
    notAllowed: '由主管或店主申報。',
    none: '尚未申報。',
    ask: '查詢海關進度',
    state: {
      sending: '已傳送；Alipay+ 尚未確認。會自動重發，絕不會申報兩次。',
      refused: 'Alipay+ 沒有受理',
      waiting: '已受理；海關尚未答覆',
      accepted: '海關已接受',
      failed: '海關已拒絕；這筆金額可以重新申報',
    },
    identity: {
      CHECK_PASSED: '訂購人與支付人是同一人。',
      CHECK_NOT_PASSED: '訂購人與支付人不是同一人。申報仍已送達海關。',
    },
    notChecked: '沒有填寫訂購人，因此沒有核對。',
    whole: '整筆付款',
    split: say('部分：訂單 {0}'),
    at: say('海關 {0}，商戶 {1}'),
    form: {
      title: '申報',
      kind: '申報內容',
      whole: '整筆付款',
      split: '其中一部分',
      customs: '海關代碼',
      customsHint: '例如 ZONGSHU、ZHENGZHOU、NINGBO、SHANGHAI_CBT、HANGZHOU。',
      merchant: '商戶在該海關的備案編號',
      merchantName: '商戶在該海關的備案名稱',
      amount: '金額（人民幣）',
      order: '這一部分對應的訂單號',
      buyer: '訂購人',
      noBuyer: '不填寫',
      ID_CARD: '身分證',
      PASSPORT: '護照',
      number: '證件號碼',
      name: '證件上的姓名',
      buyerHint: '填寫訂購人後，錢包會核對訂購人與支付人是否為同一人。Paydesk 只傳送，不保留任何內容。',
      send: '申報',
    },
    declared: {
      taken: 'Alipay+ 已受理申報。海關稍後答覆。',
      unknown: 'Alipay+ 沒有明確答覆。同一申報會自動重發，絕不會申報兩次。',
      refused: say('Alipay+ 沒有受理：{0}。沒有申報任何金額。'),
      'not-durable': '帳本無法儲存，因此沒有傳送。',
      'no-keys': `Paydesk 尚未連線 Alipay+。${nothingSent}`,
      'no-such-payment': `這裡沒有這筆付款。${nothingSent}`,
      'not-paid': `只有已付款的付款可以申報。${nothingSent}`,
      'nothing-declarable': `這筆付款沒有可申報的金額。${nothingSent}`,
      'customs-missing': `海關代碼缺失或過長。${nothingSent}`,
      'merchant-missing': `商戶備案編號或名稱缺失或過長。${nothingSent}`,
      'amount-missing': `金額缺失。${nothingSent}`,
      'amount-too-high': `超過剩餘可申報的金額。${nothingSent}`,
      'not-whole': `已有申報，因此剩餘部分只能作為部分申報。${nothingSent}`,
      'order-missing': `部分申報需要填寫對應的訂單號。${nothingSent}`,
      'declared-there': `這個訂單已在該海關申報。${nothingSent}`,
      'buyer-incomplete': `訂購人的證件號碼或姓名缺失或過長。${nothingSent}`,
    },
  },
} satisfies Translation;
