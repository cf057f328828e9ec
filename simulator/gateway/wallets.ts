/** A wallet as Alipay+ lists it, and the practice codes it shows here. */
export type Wallet = {
  readonly brand: WalletBrand;
  readonly name: string;
  readonly region: string;
  readonly pspId: string;
  /** The digits its practice codes start with. */
  readonly codePrefix: string;
  /** How many digits its practice codes have. */
  readonly codeLength: number;
};

/** The enum form of a wallet's brand, as it travels in `walletBrandName`. */
export type WalletBrand = 'KAKAOPAY' | 'ALIPAY_HK' | 'GCASH' | 'TNG' | 'TRUEMONEY' | 'ALIPAY_CN';

/** Also the wallet of every code whose routing number the simulator does not know. */
const KAKAO: Wallet = {
  brand: 'KAKAOPAY',
  name: 'Kakao Pay',
  region: 'KR',
  pspId: '1022172000000000001',
  codePrefix: '28100602',
  codeLength: 24,
};

/**
 * Brands and pspIds from https://docs.alipayplus.com/alipayplus/alipayplus/mpp_list/mpp_capabilities. Of the routing numbers only
 * 006 (Kakao Pay) is supported by outside evidence; the others are the simulator's own choice, because the public list names no wallet.
 */
export const WALLETS: readonly Wallet[] = [
  KAKAO,
  { brand: 'ALIPAY_HK', name: 'AlipayHK', region: 'HK', pspId: '1022160000000000000', codePrefix: '2802', codeLength: 18 },
  { brand: 'GCASH', name: 'GCash', region: 'PH', pspId: '1022170000000000000', codePrefix: '28100402', codeLength: 24 },
  { brand: 'TNG', name: "Touch 'n Go", region: 'MY', pspId: '1022171000000000001', codePrefix: '28100302', codeLength: 24 },
  { brand: 'TRUEMONEY', name: 'TrueMoney', region: 'TH', pspId: '1022167000000000001', codePrefix: '28100502', codeLength: 24 },
  { brand: 'ALIPAY_CN', name: 'Alipay', region: 'CN', pspId: '1022088000000000001', codePrefix: '2803', codeLength: 18 },
];

/** The wallet of this brand, or undefined when the simulator does not have it. */
export const walletOf = (brand: string): Wallet | undefined => WALLETS.find((wallet) => wallet.brand === brand);

/** The wallet that a code belongs to: by its first digits, otherwise Kakao Pay, so that every well-formed code has one. */
export const walletOfCode = (digits: string): Wallet =>
  WALLETS.find((wallet) => digits.startsWith(wallet.codePrefix.slice(0, 6))) ?? KAKAO;

/**
 * What a till must accept: digits only, starting 25 to 30, and up to 32 of them to be ready for longer codes.
 * https://docs.alipayplus.com/alipayplus/alipayplus/integration_user_mode_acq/standard_output
 */
export const isWellFormedCode = (text: string): boolean => /^(?:2[5-9]|30)\d{14,30}$/.test(text);

/** A payment code as it may be shown to anybody: its first six and last four digits. */
export const maskCode = (digits: string): string =>
  digits.length < 14 ? '*'.repeat(digits.length) : `${digits.slice(0, 6)}${'*'.repeat(digits.length - 10)}${digits.slice(-4)}`;
