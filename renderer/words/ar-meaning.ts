import { sentencesIn } from './sentences.ts';
import type { Translation } from './shape.ts';

const say = sentencesIn('ar');

/** Arabic: what each state means, and what to do. */
export const meaning = {
  ask: 'ماذا يعني هذا؟',
  search: 'ابحث في المساعدة',
  none: 'لا توجد هذه الكلمات في المساعدة.',
  faces: {
    asking: 'الطلب في طريقه إلى Alipay+. لا شيء عليك فعله: يصل الرد خلال ثوانٍ. لا شيء مؤكد بعد.',
    waiting: 'تطلب المحفظة من العميل التأكيد على هاتفه. انتظره. عند انتهاء الوقت يُلغي Paydesk الدفع بنفسه ولا يُخصم شيء.',
    paid: 'أكّدت Alipay+ الدفع بتوقيعها. سلّم البضاعة. لن يتحول إلى «غير مدفوع».',
    'not-paid': 'أكّدت Alipay+ بتوقيعها أنه لم يُخصم شيء. اطلب رمزًا جديدًا أو طريقة دفع أخرى.',
    unknown:
      'لم يصل بعد رد يمكن تصديقه. ربما خُصم من العميل وربما لا. لا تحصّل مرة أخرى، ولا نقدًا: يواصل Paydesk السؤال. اخدم العميل التالي؛ تبقى هذه الدفعة ظاهرة.',
    cancelling: 'أُرسل إلغاء ولم يُؤكَّد بعد. لا تحصّل مرة أخرى قبل أن تظهر كلمة «أُلغي». يواصل Paydesk السؤال بنفسه.',
    cancelled: 'أكّدت Alipay+ الإلغاء. لا يُخصم شيء، وما خُصم يعود كاملًا.',
  },
} as const satisfies Translation['meaning'];

/** Arabic: the PC's own part of the health line. */
export const pc = {
  scanner: 'الماسح',
  network: 'الشبكة',
  offline: 'لا توجد شبكة',
  clock: 'الساعة',
  disk: 'القرص',
  diskLow: say('القرص شبه ممتلئ: بقي {0} م.ب'),
  slow: say('بطء: {0}، {1}'),
  incident: {
    title: 'لمن يساعدك',
    hint: 'ملف يضم السجل ومدفوعات آخر 24 ساعة والقياسات والإعدادات. لا مفاتيح فيه ولا أرقام سرية ولا رموز دفع ولا كلمات مكتوبة.',
    save: 'كتابة ملف لمن يساعدك',
    saved: say('كُتب الملف: {0}'),
    failed: 'تعذرت كتابة الملف. تحقق من وجود مساحة على القرص. لم تُمس أي دفعة.',
  },
} as const satisfies Translation['pc'];
