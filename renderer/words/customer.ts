import { disguise } from './pseudo.ts';
import type { LANGUAGE_NAMES } from './languages.ts';

/** What the customer's display says. It blames nobody and nothing, tells no reason, and never says "failed" of what is not known. */
export type CustomerWords = {
  /** The text form of the partner mark, the same in every language. */
  readonly brand: string;
  readonly practice: string;
  readonly welcome: string;
  readonly accepted: string;
  readonly toPay: string;
  readonly check: string;
  readonly refunded: string;
  readonly faces: Readonly<Record<Face, { readonly word: string; readonly line: string }>>;
};

type Face = 'asking' | 'waiting' | 'paid' | 'not-paid' | 'unknown' | 'cancelling' | 'cancelled';
type Language = keyof typeof LANGUAGE_NAMES;

const BRAND = 'Alipay+ Partner';

const en: CustomerWords = {
  brand: BRAND,
  practice: 'Practice: no real money',
  welcome: 'Welcome',
  accepted: 'Pay here with any Alipay+ partner wallet',
  toPay: 'To pay',
  check: 'Please check the amount, then show the payment code of your wallet.',
  refunded: 'Given back:',
  faces: {
    asking: { word: 'One moment', line: 'Your wallet is being asked.' },
    waiting: { word: 'Please confirm', line: 'Confirm the payment on your phone.' },
    paid: { word: 'Paid', line: 'Thank you.' },
    'not-paid': { word: 'Not paid', line: 'No money was taken. Please ask at the counter.' },
    unknown: { word: 'Not known yet', line: 'We are checking with your wallet. Please wait and do not pay again.' },
    cancelling: { word: 'Cancelling', line: 'Please wait and do not pay again yet.' },
    cancelled: { word: 'Cancelled', line: 'You are not charged. Money that was taken comes back in full.' },
  },
};

/** Every language; one without its words does not compile. */
const WORDS: Readonly<Record<Language, CustomerWords>> = {
  en,
  'zh-Hans': {
    brand: BRAND,
    practice: '练习：不是真钱',
    welcome: '欢迎光临',
    accepted: '这里可用任一 Alipay+ 合作钱包付款',
    toPay: '应付金额',
    check: '请核对金额，然后出示钱包的付款码。',
    refunded: '已退回：',
    faces: {
      asking: { word: '请稍候', line: '正在询问您的钱包。' },
      waiting: { word: '请确认', line: '请在手机上确认付款。' },
      paid: { word: '已付款', line: '谢谢。' },
      'not-paid': { word: '未付款', line: '没有扣款。请咨询收银员。' },
      unknown: { word: '尚未确定', line: '正在向您的钱包核实。请稍候，不要重复付款。' },
      cancelling: { word: '正在撤销', line: '请稍候，暂时不要重复付款。' },
      cancelled: { word: '已撤销', line: '没有扣款。已扣的款项会全额退回。' },
    },
  },
  'zh-Hant': {
    brand: BRAND,
    practice: '練習：不是真錢',
    welcome: '歡迎光臨',
    accepted: '這裡可用任一 Alipay+ 合作錢包付款',
    toPay: '應付金額',
    check: '請核對金額，然後出示錢包的付款碼。',
    refunded: '已退回：',
    faces: {
      asking: { word: '請稍候', line: '正在詢問您的錢包。' },
      waiting: { word: '請確認', line: '請在手機上確認付款。' },
      paid: { word: '已付款', line: '謝謝。' },
      'not-paid': { word: '未付款', line: '沒有扣款。請向收銀員查詢。' },
      unknown: { word: '尚未確定', line: '正在向您的錢包核實。請稍候，不要重複付款。' },
      cancelling: { word: '正在撤銷', line: '請稍候，暫時不要重複付款。' },
      cancelled: { word: '已撤銷', line: '沒有扣款。已扣的款項會全額退回。' },
    },
  },
  ja: {
    brand: BRAND,
    practice: '練習：実際のお金ではありません',
    welcome: 'いらっしゃいませ',
    accepted: 'Alipay+ 提携ウォレットでお支払いいただけます',
    toPay: 'お支払い金額',
    check: '金額をご確認のうえ、ウォレットの支払いコードをご提示ください。',
    refunded: '返金済み：',
    faces: {
      asking: { word: 'お待ちください', line: 'ウォレットに確認しています。' },
      waiting: { word: 'ご確認ください', line: 'スマートフォンでお支払いを確認してください。' },
      paid: { word: '支払い済み', line: 'ありがとうございました。' },
      'not-paid': { word: '支払われていません', line: 'お金は引き落とされていません。係員にお尋ねください。' },
      unknown: {
        word: 'まだ不明です',
        line: 'ウォレットに確認しています。もう一度支払わずにお待ちください。',
      },
      cancelling: { word: '取り消し中', line: 'まだ支払い直さずにお待ちください。' },
      cancelled: { word: '取り消し済み', line: '請求されません。引き落とされた分は全額戻ります。' },
    },
  },
  ko: {
    brand: BRAND,
    practice: '연습: 실제 돈이 아닙니다',
    welcome: '어서 오세요',
    accepted: 'Alipay+ 제휴 지갑으로 결제할 수 있습니다',
    toPay: '결제 금액',
    check: '금액을 확인한 다음 지갑의 결제 코드를 보여 주세요.',
    refunded: '환불됨:',
    faces: {
      asking: { word: '잠시만요', line: '지갑에 확인하고 있습니다.' },
      waiting: { word: '확인해 주세요', line: '휴대폰에서 결제를 확인해 주세요.' },
      paid: { word: '결제됨', line: '감사합니다.' },
      'not-paid': { word: '결제되지 않음', line: '돈이 빠져나가지 않았습니다. 계산대에 문의해 주세요.' },
      unknown: { word: '아직 알 수 없음', line: '지갑에 확인하고 있습니다. 다시 결제하지 말고 기다려 주세요.' },
      cancelling: { word: '취소하는 중', line: '아직 다시 결제하지 말고 기다려 주세요.' },
      cancelled: { word: '취소됨', line: '청구되지 않습니다. 빠져나간 돈은 전액 돌아옵니다.' },
    },
  },
  th: {
    brand: BRAND,
    practice: 'ฝึกหัด: ไม่ใช่เงินจริง',
    welcome: 'ยินดีต้อนรับ',
    accepted: 'ชำระที่นี่ได้ด้วยวอลเล็ตพันธมิตร Alipay+ ทุกราย',
    toPay: 'ยอดที่ต้องชำระ',
    check: 'โปรดตรวจสอบยอดเงิน แล้วแสดงรหัสชำระเงินในวอลเล็ตของคุณ',
    refunded: 'คืนเงินแล้ว:',
    faces: {
      asking: { word: 'รอสักครู่', line: 'กำลังสอบถามวอลเล็ตของคุณ' },
      waiting: { word: 'โปรดยืนยัน', line: 'ยืนยันการชำระเงินบนโทรศัพท์ของคุณ' },
      paid: { word: 'ชำระแล้ว', line: 'ขอบคุณ' },
      'not-paid': { word: 'ไม่ได้ชำระ', line: 'ไม่มีการหักเงิน โปรดสอบถามที่เคาน์เตอร์' },
      unknown: { word: 'ยังไม่ทราบผล', line: 'กำลังตรวจสอบกับวอลเล็ตของคุณ โปรดรอและอย่าชำระซ้ำ' },
      cancelling: { word: 'กำลังยกเลิก', line: 'โปรดรอและอย่าเพิ่งชำระซ้ำ' },
      cancelled: { word: 'ยกเลิกแล้ว', line: 'คุณไม่ถูกเรียกเก็บเงิน เงินที่หักไปแล้วจะคืนเต็มจำนวน' },
    },
  },
  ms: {
    brand: BRAND,
    practice: 'Latihan: bukan wang sebenar',
    welcome: 'Selamat datang',
    accepted: 'Bayar di sini dengan mana-mana dompet rakan Alipay+',
    toPay: 'Perlu dibayar',
    check: 'Sila semak jumlah, kemudian tunjukkan kod bayaran dompet anda.',
    refunded: 'Telah dikembalikan:',
    faces: {
      asking: { word: 'Sebentar', line: 'Dompet anda sedang ditanya.' },
      waiting: { word: 'Sila sahkan', line: 'Sahkan bayaran pada telefon anda.' },
      paid: { word: 'Sudah dibayar', line: 'Terima kasih.' },
      'not-paid': { word: 'Tidak dibayar', line: 'Tiada wang diambil. Sila tanya di kaunter.' },
      unknown: {
        word: 'Belum diketahui',
        line: 'Kami sedang menyemak dengan dompet anda. Sila tunggu dan jangan bayar lagi.',
      },
      cancelling: { word: 'Sedang membatalkan', line: 'Sila tunggu dan jangan bayar lagi dahulu.' },
      cancelled: { word: 'Dibatalkan', line: 'Anda tidak dicaj. Wang yang telah diambil dikembalikan sepenuhnya.' },
    },
  },
  it: {
    brand: BRAND,
    practice: 'Esercitazione: niente denaro vero',
    welcome: 'Benvenuti',
    accepted: 'Qui si paga con ogni portafoglio partner di Alipay+',
    toPay: 'Da pagare',
    check: 'Controlli l’importo, poi mostri il codice di pagamento del suo portafoglio.',
    refunded: 'Restituito:',
    faces: {
      asking: { word: 'Un momento', line: 'Stiamo chiedendo al suo portafoglio.' },
      waiting: { word: 'Confermi, prego', line: 'Confermi il pagamento sul telefono.' },
      paid: { word: 'Pagato', line: 'Grazie.' },
      'not-paid': { word: 'Non pagato', line: 'Non è stato prelevato denaro. Chieda alla cassa.' },
      unknown: { word: 'Non si sa ancora', line: 'Stiamo verificando con il suo portafoglio. Attenda e non paghi di nuovo.' },
      cancelling: { word: 'In annullamento', line: 'Attenda e non paghi ancora di nuovo.' },
      cancelled: { word: 'Annullato', line: 'Non le viene addebitato nulla. Il denaro prelevato torna per intero.' },
    },
  },
  fr: {
    brand: BRAND,
    practice: 'Exercice : pas d’argent réel',
    welcome: 'Bienvenue',
    accepted: 'Payez ici avec tout portefeuille partenaire d’Alipay+',
    toPay: 'À payer',
    check: 'Vérifiez le montant, puis montrez le code de paiement de votre portefeuille.',
    refunded: 'Rendu :',
    faces: {
      asking: { word: 'Un instant', line: 'Nous interrogeons votre portefeuille.' },
      waiting: { word: 'Veuillez confirmer', line: 'Confirmez le paiement sur votre téléphone.' },
      paid: { word: 'Payé', line: 'Merci.' },
      'not-paid': { word: 'Non payé', line: 'Rien n’a été prélevé. Demandez à la caisse.' },
      unknown: {
        word: 'Pas encore connu',
        line: 'Nous vérifions auprès de votre portefeuille. Patientez et ne payez pas de nouveau.',
      },
      cancelling: { word: 'Annulation en cours', line: 'Patientez et ne payez pas encore de nouveau.' },
      cancelled: { word: 'Annulé', line: 'Rien n’est débité. L’argent prélevé est rendu en entier.' },
    },
  },
  de: {
    brand: BRAND,
    practice: 'Übung: kein echtes Geld',
    welcome: 'Willkommen',
    accepted: 'Zahlen Sie hier mit jedem Alipay+ Partner-Wallet',
    toPay: 'Zu zahlen',
    check: 'Bitte prüfen Sie den Betrag und zeigen Sie dann den Zahlungscode Ihres Wallets.',
    refunded: 'Zurückgegeben:',
    faces: {
      asking: { word: 'Einen Moment', line: 'Ihr Wallet wird gefragt.' },
      waiting: { word: 'Bitte bestätigen', line: 'Bestätigen Sie die Zahlung auf Ihrem Telefon.' },
      paid: { word: 'Bezahlt', line: 'Vielen Dank.' },
      'not-paid': { word: 'Nicht bezahlt', line: 'Es wurde kein Geld abgebucht. Bitte fragen Sie an der Kasse.' },
      unknown: {
        word: 'Noch nicht bekannt',
        line: 'Wir prüfen es bei Ihrem Wallet. Bitte warten Sie und zahlen Sie nicht noch einmal.',
      },
      cancelling: { word: 'Wird storniert', line: 'Bitte warten Sie und zahlen Sie vorerst nicht noch einmal.' },
      cancelled: { word: 'Storniert', line: 'Ihnen wird nichts berechnet. Abgebuchtes Geld kommt ganz zurück.' },
    },
  },
  es: {
    brand: BRAND,
    practice: 'Práctica: sin dinero real',
    welcome: 'Bienvenidos',
    accepted: 'Pague aquí con cualquier monedero asociado a Alipay+',
    toPay: 'A pagar',
    check: 'Compruebe el importe y muestre el código de pago de su monedero.',
    refunded: 'Devuelto:',
    faces: {
      asking: { word: 'Un momento', line: 'Estamos consultando a su monedero.' },
      waiting: { word: 'Confirme, por favor', line: 'Confirme el pago en su teléfono.' },
      paid: { word: 'Pagado', line: 'Gracias.' },
      'not-paid': { word: 'No pagado', line: 'No se cobró nada. Pregunte en la caja.' },
      unknown: { word: 'Aún no se sabe', line: 'Lo estamos comprobando con su monedero. Espere y no pague otra vez.' },
      cancelling: { word: 'Anulando', line: 'Espere y no pague otra vez todavía.' },
      cancelled: { word: 'Anulado', line: 'No se le cobra nada. El dinero cobrado vuelve entero.' },
    },
  },
  ar: {
    brand: BRAND,
    practice: 'تدريب: ليست أموالًا حقيقية',
    welcome: 'أهلًا وسهلًا',
    accepted: 'ادفع هنا بأي محفظة شريكة لـ Alipay+\u200e',
    toPay: 'المبلغ المطلوب',
    check: 'يرجى التحقق من المبلغ، ثم أظهر رمز الدفع في محفظتك.',
    refunded: 'أُعيد:',
    faces: {
      asking: { word: 'لحظة من فضلك', line: 'نسأل محفظتك الآن.' },
      waiting: { word: 'يرجى التأكيد', line: 'أكّد الدفع على هاتفك.' },
      paid: { word: 'مدفوع', line: 'شكرًا لك.' },
      'not-paid': { word: 'غير مدفوع', line: 'لم يُسحب أي مبلغ. يرجى السؤال عند الصندوق.' },
      unknown: { word: 'لم يُعرف بعد', line: 'نتحقق مع محفظتك. يرجى الانتظار وعدم الدفع مرة أخرى.' },
      cancelling: { word: 'جارٍ الإلغاء', line: 'يرجى الانتظار وعدم الدفع مرة أخرى الآن.' },
      cancelled: { word: 'أُلغي', line: 'لن يُحصّل منك شيء. ما سُحب يعود كاملًا.' },
    },
  },
};

/** The words in one language; the disguised English, by which tests find what no table says, only for tests. */
export function customerWords(language: string): CustomerWords {
  if (language === 'en-XA') return disguise(en) as CustomerWords;
  return isKnown(language) ? WORDS[language] : en;
}

const isKnown = (language: string): language is Language => Object.hasOwn(WORDS, language);
