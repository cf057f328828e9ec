import { describe, expect, it } from 'vitest';
import { REFUSAL_CODES } from '../../../core/contract/refusals.ts';
import { noticeSchema } from '../../../core/contract/views.ts';
import { RESULT_CODES } from '../../../core/payment/result-codes.ts';
import { adviceOf, alarmOf, refusalOf } from '../../../renderer/screens/wording/advice.ts';
import { healthOf } from '../../../renderer/screens/wording/health.ts';
import { noticeOf, noticeSmall } from '../../../renderer/screens/wording/notice.ts';
import { slipOf } from '../../../renderer/screens/wording/printer.ts';
import { timelineText } from '../../../renderer/screens/wording/timeline.ts';
import { en } from '../../../renderer/words/en.ts';
import { goodHealth } from '../../builders/snapshot.ts';

const parts = (advice: { happened: string; money: string; now: string }) => [advice.happened, advice.money, advice.now];

describe('the words', () => {
  it.each(Object.entries(RESULT_CODES))('say what happened, what about the money and what now for %s', (_code, { advice }) => {
    for (const part of parts(adviceOf(en, advice))) expect(part).toMatch(/^[A-Z].+\.$/);
  });

  it.each([...REFUSAL_CODES])('say all three parts when main refuses with %s', (code) => {
    for (const part of parts(refusalOf(en, code))) expect(part.length).toBeGreaterThan(5);
  });

  it.each([...noticeSchema.shape.kind.options])('say all three parts for the notice %s', (kind) => {
    const told = noticeOf(en, { id: 1, kind, family: null, advice: null, code: null });
    for (const part of parts(told)) expect(part.length).toBeGreaterThan(5);
  });

  it('give an advice group of a newer version the general advice', () => {
    expect(adviceOf(en, 'from-the-future')).toBe(en.advice.general);
    expect(adviceOf(en, 'constructor')).toBe(en.advice.general);
    expect(adviceOf(en, null)).toBe(en.advice.general);
  });

  it('put the owner’s own words in the place of ours', () => {
    const told = noticeOf(en, { id: 1, kind: 'code-refused', family: 'wechat', advice: 'Use the green terminal.', code: null });
    expect(told).toEqual({
      happened: 'That is a WeChat Pay code',
      money: 'Nothing was charged.',
      now: 'Use the green terminal.',
    });
  });

  it('give each family of codes its own advice, and none of it in pieces', () => {
    const told = (family: string) => noticeOf(en, { id: 1, kind: 'code-refused', family, advice: null, code: null });
    expect(told('wechat').now).toContain('WeChat Pay terminal');
    expect(told('order-code').now).toContain('their own payment code');
    for (const family of Object.keys(en.notice.foreign))
      for (const part of parts(told(family))) expect(part.length).toBeGreaterThan(5);
    expect(told('from-the-future')).toEqual(en.notice.kind['code-refused']);
  });

  it('name the storage fault when the ledger refused', () => {
    const told = noticeOf(en, { id: 1, kind: 'ledger-refused', family: null, advice: null, code: 'storage-full' });
    expect(told.now).toBe(en.refusal['storage-full'].now);
  });

  it('say why a counter that is set up cannot charge', () => {
    const told = (code: string) => noticeOf(en, { id: 1, kind: 'not-set-up', family: null, advice: null, code }).happened;
    expect(told('starting')).toBe('Paydesk is still opening its keys');
    expect(told('settings-kept-aside')).toBe('Charging is off: the settings cannot be read');
    expect(told('keychain-locked')).toBe('The keychain is locked');
    expect(told('no-key')).toBe('This counter is not set up yet');
    expect(told('ledger-gone')).toBe('The payment records are missing or were replaced');
  });

  it('name the copy of a settings file that cannot be read, and keep our own words beside it', () => {
    const kept = {
      id: 1,
      kind: 'settings-kept-aside',
      family: null,
      advice: '/data/copy.json',
      code: 'settings-corrupt',
    } as const;
    expect(noticeOf(en, kept).now).toContain('provision this counter again');
    expect(noticeSmall(en, kept)).toBe('A copy is kept at /data/copy.json');
    expect(noticeSmall(en, { ...kept, advice: null })).toBe('settings-corrupt');
  });

  it('tell a gateway that answers, but not as it should, from one that does not answer', () => {
    const said = (hint: string) =>
      healthOf(en, { ...goodHealth(), gateway: { state: 'down', latencyMs: null, hint } }).find(({ id }) => id === 'gateway');
    expect(said('INVALID_SIGNATURE')).toMatchObject({ tone: 'bad', text: 'Alipay+ seems not to accept this key' });
    expect(said('timeout')).toMatchObject({ tone: 'bad', text: 'Alipay+ does not answer' });
  });

  it('never call an unknown end failed', () => {
    const sentences = [en.face.unknown, en.doubt, en.about].flatMap((table) => Object.values(table).map(String));
    expect(sentences.length).toBeGreaterThan(30);
    expect(sentences.join('\n')).not.toMatch(/fail/i);
  });

  it('say "printed" only when the printer said so', () => {
    expect(slipOf(en, { outcome: 'printed', reason: null })).toBe('Receipt printed.');
    for (const outcome of ['sent', 'waiting', 'in-doubt'] as const)
      expect(slipOf(en, { outcome, reason: null })).not.toBe('Receipt printed.');
    expect(slipOf(en, { outcome: 'waiting', reason: 'paper-out' })).toContain('paper is out');
  });

  it('show a timeline event of a newer version and an unknown alarm in general words', () => {
    expect(timelineText(en, 'payment-answered/paid')).toBe('Alipay+ says: paid');
    expect(timelineText(en, 'brand-new')).toBe(en.timeline.other);
    expect(alarmOf(en, 'brand-new')).toBe(en.about.alarm);
  });

  it('name in the health line whatever does not work, and leave out what does', () => {
    expect(healthOf(en, goodHealth()).map(({ tone }) => tone)).toEqual(['good', 'good', 'fine', 'fine', 'fine', 'fine']);
    const troubled = goodHealth({ pc: { isOnline: false, diskFreeMb: 900 }, slow: { stage: 'paper', ms: 9_140 } });
    expect(healthOf(en, troubled).flatMap(({ tone, text }) => (tone === 'bad' ? [text] : []))).toEqual([
      'Slow: printing, 9.1 s',
      'Disk nearly full: 900 MB left',
      'No network',
    ]);
    expect(healthOf(en, goodHealth({ pc: { isOnline: null, diskFreeMb: null } })).map(({ id }) => id)).not.toContain('disk');
    const bad = goodHealth({
      gateway: { state: 'down', latencyMs: null, hint: null },
      printer: { state: 'waiting', reason: 'cover-open', isPaperLow: false },
      keychain: 'keychain-locked',
      ledger: 'storage-full',
      clockSkewMs: -5_000,
    });
    expect(healthOf(en, bad).flatMap(({ text, tone }) => (tone === 'fine' ? [] : [[text, tone]]))).toEqual([
      ['The disk is full: no new payments', 'bad'],
      ['PC clock 5 s slow', 'bad'],
      ['Keychain is locked', 'bad'],
      ['Printer: the cover is open', 'bad'],
      ['Alipay+ does not answer', 'bad'],
    ]);
  });
});
