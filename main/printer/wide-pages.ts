/** Codes from `first` to `last` whose second byte is `second` at least. */
type Zone = readonly [first: number, last: number, second: number];

/** Punctuation, full-width letters, kana and the 6,763 characters: what every printer made for China has. */
const GB2312: readonly Zone[] = [
  [0xa1a1, 0xa1fe, 0xa1],
  [0xa3a1, 0xa5fe, 0xa1],
  [0xb0a1, 0xf7fe, 0xa1],
];

/**
 * The two-byte sets of printers made for China, Taiwan, Japan and Korea, each without what makers add to it, because what they add
 * differs. Of GB 18030 only the pairs of two bytes. Half-width kana are left out: they are single bytes of yet another code page.
 */
export const WIDE_SETS = {
  gb2312: { encoding: 'gbk', zones: GB2312 },
  gb18030: { encoding: 'gbk', zones: [...GB2312, [0x8140, 0xa0fe, 0x40], [0xaa40, 0xfda0, 0x40]] },
  big5: {
    encoding: 'cp950',
    zones: [
      [0xa140, 0xa3bf, 0x40],
      [0xa440, 0xc67e, 0x40],
      [0xc940, 0xf9d5, 0x40],
    ],
  },
  'shift-jis': {
    encoding: 'shiftjis',
    zones: [
      [0x8140, 0x84be, 0x40],
      [0x889f, 0x9ffc, 0x40],
      [0xe040, 0xeaa4, 0x40],
    ],
  },
  'ks-x-1001': {
    encoding: 'cp949',
    zones: [
      [0xa1a1, 0xa1fe, 0xa1],
      [0xa3a1, 0xa4fe, 0xa1],
      [0xaaa1, 0xabfe, 0xa1],
      [0xb0a1, 0xc8fe, 0xa1],
      [0xcaa1, 0xfdfe, 0xa1],
    ],
  },
} as const satisfies Readonly<Record<string, { readonly encoding: string; readonly zones: readonly Zone[] }>>;

/** A two-byte character set of a printer. */
export type WidePage = keyof typeof WIDE_SETS;

/** Every two-byte set, for choosing one. */
export const WIDE_PAGES = Object.keys(WIDE_SETS) as readonly WidePage[];

/** True for a set whose characters take two bytes. */
export const isWidePage = (page: string): page is WidePage => Object.hasOwn(WIDE_SETS, page);

/**
 * Two lines for a person to compare on a test page: what a receipt says, and characters from both ends of the set. The bar at the end
 * shows whether every character is as wide as it is counted.
 */
export const WIDE_SAMPLES: Readonly<Record<WidePage, readonly [string, string]>> = {
  gb2312: ['中文收据：谢谢惠顾，合计退款|', '啊阿埃座亍丌鼾齄|'],
  gb18030: ['中文收据：谢谢惠顾，合计退款|', '丂丄镕囧喆堃淼昇龘|'],
  big5: ['中文收據：謝謝光臨，合計退款|', '一乙丁七籲爩癵龘|'],
  'shift-jis': ['日本語の領収書、ありがとう。|', '亜唖娃アイウ堯槇遙熙|'],
  'ks-x-1001': ['한국어 영수증 감사합니다|', '가각간힁힘힙힝伽佳詰|'],
};
