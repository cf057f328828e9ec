import { describe, expect, it } from 'vitest';
import { addressOf, listenFault, publicPath, publicUrlOf } from '../../../main/notify/address.ts';
import type { NotifyPlan } from '../../../main/notify/plan.ts';

const plan = (change: Partial<NotifyPlan> = {}): NotifyPlan => ({
  host: '127.0.0.1',
  port: 0,
  pathPrefix: '/alipayplus',
  publicUrl: null,
  tls: null,
  ...change,
});

describe('where it listens and what Alipay+ is told', () => {
  it.each([
    [plan(), '/alipayplus', null],
    [plan({ publicUrl: 'own' }), '/alipayplus', 'http://127.0.0.1:81/alipayplus/notifyPayment'],
    [plan({ publicUrl: 'https://pay.example/till-1/hooks' }), '/till-1/hooks', 'https://pay.example/till-1/hooks/notifyPayment'],
    [plan({ publicUrl: 'https://pay.example/' }), '', 'https://pay.example/notifyPayment'],
    [plan({ publicUrl: 'https://pay.example:8443' }), '', 'https://pay.example:8443/notifyPayment'],
    [plan({ pathPrefix: '' }), '', null],
  ])('the path that is signed is the public one', (asked, path, url) => {
    expect(publicPath(asked)).toBe(path);
    expect(publicUrlOf(asked, addressOf(asked, 81, false), 'notifyPayment')).toBe(url);
  });

  it('writes an IPv6 address as URLs want it', () => {
    expect(addressOf(plan({ host: '::1' }), 8443, true)).toBe('https://[::1]:8443/alipayplus');
  });

  it.each([
    ['EADDRINUSE', 'port-busy'],
    ['EACCES', 'port-denied'],
    ['EADDRNOTAVAIL', 'address-unknown'],
    ['ENOTFOUND', 'address-unknown'],
    ['EWHATEVER', 'listen-failed'],
    ['constructor', 'listen-failed'],
  ])('%s is %s', (code, fault) => {
    expect(listenFault(code)).toBe(fault);
  });
});
