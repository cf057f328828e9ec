import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';

/** Key pairs of the simulated world alone: 1024 bits, so that a world costs milliseconds. They open nothing anywhere. */
export type WorldKeys = Readonly<Record<'counter' | 'counterPublic' | 'gateway' | 'gatewayPublic', KeyObject>>;

const COUNTER = [
  'MIICeAIBADANBgkqhkiG9w0BAQEFAASCAmIwggJeAgEAAoGBAM0OsPgV0WXDluEldk8f9lwR4tZH/u/Sm79l0qkHYZ6PcTdUd8N2',
  'G5/dlmT42Qn9szNaHS6C8A9aOTFDviNoVya7F8ybEiQqq8UN38hfZUp4l7nZt7RmRN6TsV2gzncsHN/NLXD7Z4RxY3i2oKWHIdYA',
  'zlHtovnWtnlYDGTs5hzrAgMBAAECgYASBOt6MXigJ6rXiBI4a8ebWZsEV3lIm8pB7HGxlst2QoahZRPNIlDVIIS5xMBVx2x6471S',
  'vADaaIREFv7bX6zguyRul3LAf6UIeDdH0uN+8wIb3OAjR5uJHBLGaK4GWSVTIZRrsfX01kw6OPyRCXxSrRI/NScsb9p3K1oFAMEA',
  'AQJBAOipDdBp8JCHQcqY/+I6SEpyN1fuG/FA4PlMr3IUBTIK1xERFtwqS0INBZaJMe+9wWTe8FHiS5W/YJ69th7DAAECQQDhoMQK',
  '1Kf10uS8Pe93ST5B1hRa768jlmJZXWnLfeZvFUROES6s4RVBmstDtQiMWc4Lx7exyLNGkg5JJWpb5RzrAkEAz7XltFRwRcfLT+GK',
  'SOE5muUfTawxXBBNCaSR2anP/Z455W25V/OWXrCbdYqkf2GMX869BI2gZ1+FFhNOnWYAAQJBANZ9nKCnNNzOlcAWKPX/XP39Y/Bm',
  '9tof9nL6CL74ev2S/BIy52pVt31ciGtfSDcUkHpGbGzIXRVzd701onylu+0CQQCnoMXtdNLyx1Y3JzxzoZi1279K92YsX77EDMv8',
  'ZlUSWXiWMJVNGF3dhsveC7ff533YPm4PEoDZocnY3R57gS+s',
].join('');

const GATEWAY = [
  'MIICdQIBADANBgkqhkiG9w0BAQEFAASCAl8wggJbAgEAAoGBALdfOlab5YHWl+Qt9j2vEIQxNYtBCqcoH77egO2no7mlWxmDIY8P',
  'HjFQh3GjWP+oFDH+VGbQZKB+UBm1jf+X+8pxzLdGpPwwhI8wWlSemXiXYE2NdLzw7JFbLqb9QWShXhdCCXX98i82X5gdqmnN5Bv9',
  'E5kVlafHs4/mMYlDDwjJAgMBAAECgYA/MVEQcc8o7IQRvYkjfsYpWDAEmliKfHhcNZ+mxuPUYVjAtQEGpQYZpo/WqJ1OFWVISUZa',
  '3CwhZwZBpeCWmZDKgLc8PSUy18d/7vbLCVzDQBRhQSo8Cp4gsbbzW1XiIDL5akKaMipa1KTprDXYa4cw++XVqoVh85uBgotvzk3T',
  'AQJBAOgbY15N55Tt9m+zhlPPqaV92rOV/fgXFVhqFdaZ/k/gjcV/eqaXBS9L3aMT/rYBjiRDCbv69Rs42TSSqvG7xOECQQDKP4xI',
  'iPRWX4X86UvzIEO1QhEJGOomBkQ7t/wAnG79FtL0/tE+7zLhWIz6nCtaRFLY8+hEyvIML8EWYKtna9jpAkA6toLiXg6Qq8lE5EK8',
  'fLFLPZTPDMgbs6sgnGU9zeJ4zjLOnLqn3VfgaO59zBcIb0hHf/W8aXULF8xJ8jfvwjHBAkAYbpbWyFyj9oQsKk63fyVOxz1hmPXo',
  'RAeII1C5DizGPDSdzg6fCKxf1p+pQqZmECzl8okTjmSxHi+4MVNjef7JAkAm5FrzWT8uA+mPj3PVn8/QN3MYxI9X1VWQmaKoS6Cl',
  'v+B3odmMizqsYhMBH9JpqK3R6FxpQeC2iNh/2AftT+05',
].join('');

const read = (base64: string): KeyObject =>
  createPrivateKey({ key: Buffer.from(base64, 'base64'), format: 'der', type: 'pkcs8' });

/** The counter and the gateway of every world. */
export const WORLD_KEYS: WorldKeys = {
  counter: read(COUNTER),
  counterPublic: createPublicKey(read(COUNTER)),
  gateway: read(GATEWAY),
  gatewayPublic: createPublicKey(read(GATEWAY)),
};
