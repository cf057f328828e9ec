import { money } from '../../core/money/money.ts';
import type { PaymentPaperFacts, ReceiptFacts, SaleFacts } from '../../core/receipt/facts.ts';
import type { ReceiptLanguage } from '../../core/receipt/words.ts';

/** A shop of each script: its own name, address, cashier and thanks, a wallet as Alipay+ might name it, and its currency. */
type Local = {
  readonly header: readonly string[];
  readonly footer: readonly string[];
  readonly cashier: string;
  readonly wallet: string;
  readonly note: string;
  readonly currency: 'SGD' | 'CNY' | 'TWD' | 'JPY' | 'KRW' | 'THB' | 'AED' | 'ILS' | 'INR' | 'RUB' | 'EUR';
  readonly minor: number;
};

const LOCALS: Readonly<Record<ReceiptLanguage, Local>> = {
  en: {
    header: ['Café Zoë & Søn', '12 Bright Lane, Singapore 049483'],
    footer: ['Thank you – à bientôt!'],
    cashier: 'Łukasz',
    wallet: 'Touch ’n Go eWallet',
    note: 'Ñandú, naïve',
    currency: 'SGD',
    minor: 123_456_789,
  },
  'zh-Hans': {
    header: ['明亮小巷面包店', '北京市朝阳区建国门外大街1号国贸大厦二层'],
    footer: ['谢谢惠顾，欢迎再来！'],
    cashier: '李小龙',
    wallet: '支付宝（中国）',
    note: '少糖，打包',
    currency: 'CNY',
    minor: 88_800,
  },
  'zh-Hant': {
    header: ['光明巷麵包店', '臺北市信義區信義路五段7號'],
    footer: ['謝謝光臨，歡迎再來！'],
    cashier: '陳美玲',
    wallet: '支付寶香港',
    note: '少糖，外帶',
    currency: 'TWD',
    minor: 1_280_00,
  },
  ja: {
    header: ['明るい小路のパン屋', '東京都渋谷区神南1丁目2番3号'],
    footer: ['ありがとうございました'],
    cashier: '佐藤さくら',
    wallet: 'ペイペイ ﾎﾟｲﾝﾄ',
    note: '袋なし・領収書あり',
    currency: 'JPY',
    minor: 12_800,
  },
  ko: {
    header: ['밝은골목 제과점', '서울특별시 종로구 세종대로 175'],
    footer: ['감사합니다. 또 오세요!'],
    cashier: '김민지',
    wallet: '카카오페이',
    note: '포장 · 얼음 적게',
    currency: 'KRW',
    minor: 1_234_567,
  },
  th: {
    header: ['ร้านขนมปังซอยสว่าง', 'ถนนสุขุมวิท แขวงคลองเตย กรุงเทพฯ'],
    footer: ['ขอบคุณที่ใช้บริการ'],
    cashier: 'น้ำผึ้ง',
    wallet: 'ทรูมันนี่ วอลเล็ท',
    note: 'ไม่ใส่น้ำแข็ง',
    currency: 'THB',
    minor: 259_900,
  },
  ar: {
    header: ['مخبز الزقاق المضيء', 'شارع الشيخ زايد، دبي (المبنى 12)'],
    footer: ['شكراً لزيارتكم'],
    cashier: 'فاطمة',
    wallet: 'محفظة Alipay هونغ كونغ',
    note: 'بدون سكر (2 قطع)',
    currency: 'AED',
    minor: 45_075,
  },
  he: {
    header: ['מאפיית הסמטה המוארת', 'רחוב הרצל 12, תל אביב (קומה 2)'],
    footer: ['תודה רבה ולהתראות!'],
    cashier: 'נועה',
    wallet: 'ארנק Kakao Pay',
    note: 'בלי סוכר – לקחת',
    currency: 'ILS',
    minor: 9_990,
  },
  hi: {
    header: ['उजली गली बेकरी', 'कनॉट प्लेस, नई दिल्ली ११०००१'],
    footer: ['धन्यवाद, फिर आइए!'],
    cashier: 'श्रुति',
    wallet: 'पेटीएम वॉलेट',
    note: 'कम चीनी, पार्सल',
    currency: 'INR',
    minor: 1_05_000,
  },
  ru: {
    header: ['Пекарня «Светлый переулок»', 'ул. Тверская, 12, Москва'],
    footer: ['Спасибо за покупку!'],
    cashier: 'Ёлкина',
    wallet: 'Кошелёк',
    note: 'без сахара, с собой',
    currency: 'RUB',
    minor: 1_234_50,
  },
  el: {
    header: ['Φούρνος «Φωτεινό Σοκάκι»', 'Ερμού 12, Αθήνα 105 63'],
    footer: ['Ευχαριστούμε πολύ!'],
    cashier: 'Ελένη',
    wallet: 'Πορτοφόλι',
    note: 'χωρίς ζάχαρη',
    currency: 'EUR',
    minor: 4_250,
  },
};

/** A sale in the script of a language, every field filled and one name far longer than any paper. */
export function localSale(language: ReceiptLanguage): SaleFacts {
  const { header, footer, cashier, wallet, note, currency, minor } = LOCALS[language];
  return {
    kind: 'sale',
    shop: {
      header: [...header, `${header[0] ?? ''} ${header[1] ?? ''}`],
      footer,
      footerQr: `https://shop.example/${language}/退货`,
      taxes: [{ label: 'GST', basisPoints: 900 }],
    },
    counter: 'Till 2',
    time: '2026-11-22T14:06:31+08:00',
    cashier,
    orderNumber: 'TILL2-1044',
    receiptNumber: { counterNumber: 2, sequence: 1044 },
    amount: money(currency, minor),
    walletBrand: wallet,
    paymentId: '20261122194010800100188000209157893',
    paymentRequestId: 'TILL2-3f1c9a7be2d84c05b6d1a3f2c4e59780',
    note,
  };
}

/** Every kind of paper but the reports of shifts, in the script of a language, by a name that is good for a file. */
export function localPapers(language: ReceiptLanguage): Readonly<Record<string, ReceiptFacts>> {
  const sale = localSale(language);
  const half = money(sale.amount.currency, Math.floor(sale.amount.amountMinor / 2));
  const refund: PaymentPaperFacts = {
    ...sale,
    kind: 'refund',
    refunded: half,
    remaining: money(sale.amount.currency, sale.amount.amountMinor - half.amountMinor),
    refundId: '20261122194010800700188000209160011',
  };
  return {
    sale,
    refund,
    cancelled: { ...sale, kind: 'cancelled' },
    'in-doubt': { ...sale, kind: 'in-doubt', paymentId: null, walletBrand: null },
    copy: { ...sale, copyOf: sale.time },
    test: { kind: 'test', shop: sale.shop, counter: sale.counter, time: sale.time, samples: [sale.shop.header[0] ?? ''] },
  };
}
