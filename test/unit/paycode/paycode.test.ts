import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recognise } from '../../../core/paycode/family.ts';
import { maskCode, maskTyping } from '../../../core/paycode/mask.ts';
import { routeCode, type RoutingRule } from '../../../core/paycode/routing.ts';

const ALIPAYPLUS_19 = '2893612204263667830';
const CGCP = '281010897274821897274821';
const ALIPAY_CN = '28024456785672301';
const ALIPAY_HK = '280244567856723026';
const ORDER_CODE = '281002040123456789012345';

describe('what was scanned', () => {
  it.each([
    [ALIPAYPLUS_19, { family: 'alipayplus-19', digits: ALIPAYPLUS_19, routingNumber: null }],
    [CGCP, { family: 'cgcp', digits: CGCP, routingNumber: '010' }],
    [ALIPAY_CN, { family: 'alipay', digits: ALIPAY_CN, routingNumber: null }],
    [ALIPAY_HK, { family: 'alipay', digits: ALIPAY_HK, routingNumber: null }],
    // As long as the shortest CGCP code and one shorter: under 20 digits nothing inside names a wallet.
    ['28101234567890123456', { family: 'cgcp', digits: '28101234567890123456', routingNumber: '012' }],
    ['2810123456789012345', { family: 'alipay', digits: '2810123456789012345', routingNumber: null }],
    ['251001020123456789012345', { family: 'cgcp', digits: '251001020123456789012345', routingNumber: '001' }],
  ])('%s is told by its digits', (text, expected) => {
    expect(recognise(text)).toEqual(expected);
  });

  it.each([
    ['https://qr.alipay.com/fkx0123', 'url'],
    ['HTTP://example.test', 'url'],
    ['hQVDUFYwMWETTwegAAAAVVVVUAhQcm9kdWN0MQ==', 'emvco'],
    ['hQVDUFYwMQ==', 'emvco'],
    [ORDER_CODE, 'order-code'],
    ['134567890123456789', 'wechat'],
    ['6212345678901234567', 'unionpay'],
    ['4006381333931', 'unknown'],
    ['', 'unknown'],
    ['2410101234567890', 'unknown'],
    ['3110101234567890', 'unknown'],
    ['281010', 'unknown'],
    ['28101089727482189727482a', 'unknown'],
    ['2'.repeat(33), 'unknown'],
    ['２８０２４４５６７８５６７２３０１', 'unknown'],
  ])('%s is no Alipay+ payment code but %s', (text, family) => {
    expect(recognise(text)).toEqual({ family });
  });

  it.each([
    CGCP,
    ALIPAYPLUS_19,
    ORDER_CODE,
    'https://qr.alipay.com/fkx0123',
    'hQVDUFYwMQ==',
    '134567890123456789',
    '6212345678901234567',
  ])('a family is told by the whole text: with something before it, %s is none', (text) => {
    expect(recognise(`9${text}`)).toEqual({ family: 'unknown' });
  });

  it.each(['134567890123456789', '6212345678901234567'])('nor with something behind it: %s', (text) => {
    expect(recognise(`${text}0`)).toEqual({ family: 'unknown' });
  });

  it.each([
    ['a 19-digit code with a digit more', `${ALIPAYPLUS_19}1`, 'alipay'],
    ['a 19-digit code behind two digits', `25${ALIPAYPLUS_19}`, 'alipay'],
    ['a CGCP code behind two digits', `25${CGCP}`, 'alipay'],
    ['an order code with a digit more', `${ORDER_CODE}1`, 'cgcp'],
    ['an order code behind two digits', `25${ORDER_CODE}`, 'alipay'],
  ])('%s is what its own first digits and length say', (_what, text, family) => {
    expect(recognise(text)).toMatchObject({ family, digits: text });
  });

  it.each(['25', '26', '27', '28', '29', '30'])('a 24-digit code that starts with %s is accepted', (prefix) => {
    expect(recognise(`${prefix}1010897274821897274821`)).toMatchObject({ family: 'cgcp' });
  });

  it('16 to 32 digits are accepted, and neither fewer nor more', () => {
    const accepted = Array.from({ length: 40 }, (_, at) => at + 1).filter(
      (length) => 'digits' in recognise('28'.padEnd(length, '9')),
    );
    expect(accepted).toEqual(Array.from({ length: 17 }, (_, at) => at + 16));
  });

  it("blanks, line ends and control characters around and inside are the scanner's, and nothing else is altered", () => {
    expect(recognise(`\u0002 2810 1089 7274 8218 9727 4821\r\n\u001d`)).toEqual({
      family: 'cgcp',
      digits: CGCP,
      routingNumber: '010',
    });
  });

  it('whatever is scanned, only its own 16 to 32 digits are ever sent on', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^\d{0,40}$/)), (text) => {
        const code = recognise(text);
        if ('digits' in code) expect(code.digits).toMatch(/^(?:2[5-9]|30)\d{14,30}$/);
      }),
    );
  });
});

describe('the routing table', () => {
  it('without rows every Alipay+ family is charged and every other one refused', () => {
    expect([ALIPAYPLUS_19, CGCP, ALIPAY_CN].map((code) => routeCode(code, []).kind)).toEqual(['charge', 'charge', 'charge']);
    expect([ORDER_CODE, 'https://x.test', '134567890123456789', '1'].map((code) => routeCode(code, []).kind)).toEqual([
      'refuse',
      'refuse',
      'refuse',
      'refuse',
    ]);
  });

  it('a row refuses one wallet by its routing number and leaves the others alone', () => {
    const rules: readonly RoutingRule[] = [
      { family: 'cgcp', routingNumber: '010', action: 'refuse', advice: 'Use the other terminal.' },
    ];
    expect(routeCode(CGCP, rules)).toEqual({ kind: 'refuse', family: 'cgcp', advice: 'Use the other terminal.' });
    expect(routeCode('281011897274821897274821', rules)).toMatchObject({ kind: 'charge', family: 'cgcp' });
  });

  it("another family's row decides nothing", () => {
    const rules: readonly RoutingRule[] = [
      { family: 'alipay', action: 'refuse', advice: 'Use the Alipay terminal.' },
      { family: 'url', action: 'refuse', advice: 'This is an address.' },
    ];
    expect(routeCode(CGCP, rules)).toEqual({ kind: 'charge', family: 'cgcp', digits: CGCP });
    expect(routeCode('4006381333931', rules)).toEqual({ kind: 'refuse', family: 'unknown', advice: null });
  });

  it('the first row that fits decides', () => {
    const rules: readonly RoutingRule[] = [
      { family: 'cgcp', routingNumber: '010', action: 'charge' },
      { family: 'cgcp', action: 'refuse' },
    ];
    expect(routeCode(CGCP, rules).kind).toBe('charge');
    expect(routeCode('281011897274821897274821', rules)).toEqual({ kind: 'refuse', family: 'cgcp', advice: null });
  });

  it('no row can send a foreign code to Alipay+', () => {
    const rules: readonly RoutingRule[] = [
      { family: 'wechat', action: 'charge', advice: 'Press WeChat.' },
      { family: 'unknown', action: 'charge' },
    ];
    expect(routeCode('134567890123456789', rules)).toEqual({ kind: 'refuse', family: 'wechat', advice: 'Press WeChat.' });
    expect(routeCode('4006381333931', rules).kind).toBe('refuse');
  });
});

describe('masks', () => {
  it('a shown code keeps two digits in front and four behind', () => {
    expect(maskCode(CGCP)).toBe('28••••4821');
  });

  it('a typed code shows only how long it is, in fours', () => {
    expect([maskTyping(''), maskTyping('2'), maskTyping('2810'), maskTyping('28101')]).toEqual(['', '•', '••••', '•••• •']);
  });

  it('no mask tells more than six digits of a code, and while it is typed none', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^28\d{14,30}$/), (digits) => {
        expect(maskCode(digits).replace(/\D/g, '').length).toBe(6);
        expect(maskTyping(digits)).not.toMatch(/\d/);
        expect(maskTyping(digits).replaceAll(' ', '').length).toBe(digits.length);
      }),
    );
  });
});
