import { describe, expect, it } from 'vitest';
import { isLoopbackAddress, parseBaseUrl } from '../../../main/alipayplus/base-url.ts';

describe('the gateway address', () => {
  it.each([
    [
      'https://open-sea.alipayplus.com',
      { isSecure: true, hostname: 'open-sea.alipayplus.com', port: 443, authority: 'open-sea.alipayplus.com', basePath: '' },
    ],
    [
      'https://gateway.test:8443/base/',
      { isSecure: true, hostname: 'gateway.test', port: 8443, authority: 'gateway.test:8443', basePath: '/base' },
    ],
    ['http://127.0.0.1:8080', { isSecure: false, hostname: '127.0.0.1', port: 8080, authority: '127.0.0.1:8080', basePath: '' }],
    ['http://localhost', { isSecure: false, hostname: 'localhost', port: 80, authority: 'localhost', basePath: '' }],
    ['http://[::1]:9000/', { isSecure: false, hostname: '::1', port: 9000, authority: '[::1]:9000', basePath: '' }],
    ['http://127.255.0.9', { isSecure: false, hostname: '127.255.0.9', port: 80, authority: '127.255.0.9', basePath: '' }],
  ])('%s is taken', (text, expected) => {
    expect(parseBaseUrl(text)).toEqual(expected);
  });

  it.each([
    'http://open-sea.alipayplus.com',
    'http://127.0.0.1.evil.test',
    'http://127.evil.test',
    'http://localhost.evil.test',
    'http://10.0.0.1',
    'http://192.168.1.1',
    'http://0.0.0.0',
    'http://[::]',
    'http://[fe80::1]',
    'http://128.0.0.1',
  ])('SECURITY: plain %s is refused', (text) => {
    expect(parseBaseUrl(text)).toBe('insecure-url');
  });

  it.each([
    '',
    'open-sea.alipayplus.com',
    'ftp://127.0.0.1',
    'file:///etc/passwd',
    'https://user@host.test',
    'https://u:p@host.test',
    'https://host.test/?a=1',
    'https://host.test/?',
    'https://host.test/#a',
    'https://',
  ])('%s is not an address', (text) => {
    expect(parseBaseUrl(text)).toBe('bad-url');
  });

  it.each([
    ['127.0.0.1', true],
    ['127.9.8.7', true],
    ['::1', true],
    ['::ffff:127.0.0.1', true],
    ['::2', false],
    ['8.8.8.8', false],
    ['localhost', false],
    ['', false],
  ])('loopback: %s is %s', (address, expected) => {
    expect(isLoopbackAddress(address)).toBe(expected);
  });
});
