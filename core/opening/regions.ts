/** Where shops are: the currency and the time zone that most of them need. Both may be chosen otherwise. */
export type Region = { readonly region: string; readonly currency: string; readonly timeZone: string };

const of = (region: string, currency: string, timeZone: string): Region => ({ region, currency, timeZone });

/** Regions by ISO 3166-1 alpha-2 code. Which of them Alipay+ serves is a matter of the acquirer's contract. */
export const REGIONS: readonly Region[] = [
  of('AE', 'AED', 'Asia/Dubai'),
  of('AR', 'ARS', 'America/Argentina/Buenos_Aires'),
  of('AT', 'EUR', 'Europe/Vienna'),
  of('AU', 'AUD', 'Australia/Sydney'),
  of('BE', 'EUR', 'Europe/Brussels'),
  of('BR', 'BRL', 'America/Sao_Paulo'),
  of('CA', 'CAD', 'America/Toronto'),
  of('CH', 'CHF', 'Europe/Zurich'),
  of('CN', 'CNY', 'Asia/Shanghai'),
  of('DE', 'EUR', 'Europe/Berlin'),
  of('DK', 'DKK', 'Europe/Copenhagen'),
  of('EG', 'EGP', 'Africa/Cairo'),
  of('ES', 'EUR', 'Europe/Madrid'),
  of('FI', 'EUR', 'Europe/Helsinki'),
  of('FR', 'EUR', 'Europe/Paris'),
  of('GB', 'GBP', 'Europe/London'),
  of('GR', 'EUR', 'Europe/Athens'),
  of('HK', 'HKD', 'Asia/Hong_Kong'),
  of('ID', 'IDR', 'Asia/Jakarta'),
  of('IE', 'EUR', 'Europe/Dublin'),
  of('IN', 'INR', 'Asia/Kolkata'),
  of('IT', 'EUR', 'Europe/Rome'),
  of('JP', 'JPY', 'Asia/Tokyo'),
  of('KH', 'KHR', 'Asia/Phnom_Penh'),
  of('KR', 'KRW', 'Asia/Seoul'),
  of('LA', 'LAK', 'Asia/Vientiane'),
  of('LK', 'LKR', 'Asia/Colombo'),
  of('LU', 'EUR', 'Europe/Luxembourg'),
  of('MN', 'MNT', 'Asia/Ulaanbaatar'),
  of('MO', 'MOP', 'Asia/Macau'),
  of('MX', 'MXN', 'America/Mexico_City'),
  of('MY', 'MYR', 'Asia/Kuala_Lumpur'),
  of('NL', 'EUR', 'Europe/Amsterdam'),
  of('NO', 'NOK', 'Europe/Oslo'),
  of('NP', 'NPR', 'Asia/Kathmandu'),
  of('NZ', 'NZD', 'Pacific/Auckland'),
  of('PH', 'PHP', 'Asia/Manila'),
  of('PL', 'PLN', 'Europe/Warsaw'),
  of('PT', 'EUR', 'Europe/Lisbon'),
  of('QA', 'QAR', 'Asia/Qatar'),
  of('SA', 'SAR', 'Asia/Riyadh'),
  of('SE', 'SEK', 'Europe/Stockholm'),
  of('SG', 'SGD', 'Asia/Singapore'),
  of('TH', 'THB', 'Asia/Bangkok'),
  of('TR', 'TRY', 'Europe/Istanbul'),
  of('TW', 'TWD', 'Asia/Taipei'),
  of('US', 'USD', 'America/New_York'),
  of('VN', 'VND', 'Asia/Ho_Chi_Minh'),
  of('ZA', 'ZAR', 'Africa/Johannesburg'),
];

/** The region that a PC in this time zone is probably in; Singapore where nothing speaks for another. */
export function regionIn(timeZone: string): Region {
  const here = REGIONS.find((one) => one.timeZone === timeZone) ?? REGIONS.find(({ region }) => region === 'SG');
  return here ?? of('SG', 'SGD', 'Asia/Singapore');
}
