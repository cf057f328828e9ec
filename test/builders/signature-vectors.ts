/*
 * Four signatures that any correct implementation reproduces byte for byte (PKCS#1 v1.5 is deterministic), with their keys.
 * The keys were made for these vectors, are published, and sign nothing anywhere else. The vectors prove how content is put
 * together and signed; Alipay+ itself publishes none.
 */

/** One signature with everything it was made from. */
export type SignatureVector = {
  readonly name: string;
  readonly signedBy: 'acquirer' | 'gateway';
  readonly uri: string;
  readonly time: string;
  readonly body: string;
  readonly contentBytes: number;
  readonly contentSha256: string;
  /** The URL-encoded value inside the `Signature` header. */
  readonly signature: string;
};

/** The client id of all four vectors. */
export const VECTOR_CLIENT_ID = 'SANDBOX_5TEST00000000001';

/** Test-only keys as one-line base64: private ones PKCS#8 DER, public ones SPKI DER. */
export const VECTOR_KEYS = {
  acquirerPrivate:
    'MIIEvgIBADANBgkqhkiG9w0BAQEFAASCBKgwggSkAgEAAoIBAQDI5j0TDUaA5krNOQDWjOqqzAhnFnJoR0kOJyqWBjs5nf6onAzze9HQ+WHtBS31jweC2GDUCgE/wyNnRSw8PgfVIYrLaKZfjfQ2qJowx5ibs06GY9BzmuyrrvBhFaJXLHtKBTyEDnF2OlnDnWlTahI6FWTQggGyHM+5AQHvLW51ZWFCxoA+EUsClAs+S1EjLlS85YwpCxuL0ly2eLvjiqeS4LoUgPW3/+4Ax8LDbDDJaiZaCIHruvh39/OMY9eQ/gHUfXIOqQog8rVqwNx3traX18tLZmBsafE90Iln+7dL0hDpmf1TL/QGWeK00npZ0E+IqI21qE3U9XXIzlm5L4G3AgMBAAECggEAE7IGwMxnYhGxuabh/ya3huET3c9kjfaXIe0TDrwzqDVmFu+dkW1NJ5ibUhpU5CMOkHRYIdGNR8wAt4ofiRRnvixYqBJtZSbMj2M+IpQe0PzmMOSuNfc1RquS42G0lalFuP8EbMnhs76KuFPBVK0sdkdMp+hm9ChA8Rk5MFKa5qVKIBiRnG0kNc34bt85UgTUlRAMCIrUKDg3anev/S3BAZpnHERTRfse3xSrlI9QDSG02iCkpz5DNCZk5DfjrepIqiyhU4RlIlzROMtEr+m+o4a6W3lZh4v9rpePeOtSzVB4rUfRZzaNSeNOVLdB+Vr91Ukyo9u0N1mPOKJAdwBg2QKBgQD268B8iu6m2SmoKZO7QSV4oypObPzVq9nm8U9ryDn4BU6QSalbp5eV0RwaF/rr+HTnVcp7O3gOVtKk3UsnhxbNKSLCQtKRXKz15ClTcimaCc7GEcrRv/33LNBi1UgLyr//4VgzQU+GeKIsnJR/Zhdn7EgIri4SlaLqFhvPopltcwKBgQDQSUoUjdnR/CUq/IFjtY/ysk9rIjjg6Eh7ZptKGHTlm4o+4hgMZ7sRNyPDZWZ8inFxEVTTadHl7ewCb/OtI0kUiVryF2TPR0haxlz8FcArhoemgccHAfJnDq4RmIb5xd7yUnehtM1Sj7naq8MnCQpWzi5l/PwUy5+U+VzKWNqJrQKBgQC4k9aZwslPU/p9yEa0ragzG9VeNr5xgzsqFazG5y/eJSlrVoURDKCVz3DwWIirqFjLLShlIjlGjsR7lSi+7Y6v4lYnXQhGvT5VuS7jP+21RiuZiGdSj/BqusczejeXCQKpZmwmNGYcIUUpkAq5iTlp6AiY5ItwPQdBcTFs7yE93QKBgA0+S7aI2muuk5JrIbL8TV3KFqCiOWmbe1hVStRoP66FuEGNUKghRFSw49Y9sUmD5/ifeHxEwzLScOoqwhylHLVwklbIRAGl76TN7gWdQG3EDQX6RHRenFIPLeQyhYqGGUnhEng2rcNtHg0YVL07puukCnEzp7eOxuPLAypege61AoGBAI1KbWO1Kh4ZOop/roQWFpAcocBf61H/1okScTOcwUMNGKbvU65EzqM10CsKiryMoOQU/rVtsFUUnb11NRuCnsQlVbM4UPg+ysXj1dKpPR2irAHRNFwK/1npnHKIoXcbJbPxBgDPQrnJpdGt2SHv5AjQSM+va9pkAJsJN0nFpKl9',
  acquirerPublic:
    'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAyOY9Ew1GgOZKzTkA1ozqqswIZxZyaEdJDicqlgY7OZ3+qJwM83vR0Plh7QUt9Y8Hgthg1AoBP8MjZ0UsPD4H1SGKy2imX430NqiaMMeYm7NOhmPQc5rsq67wYRWiVyx7SgU8hA5xdjpZw51pU2oSOhVk0IIBshzPuQEB7y1udWVhQsaAPhFLApQLPktRIy5UvOWMKQsbi9Jctni744qnkuC6FID1t//uAMfCw2wwyWomWgiB67r4d/fzjGPXkP4B1H1yDqkKIPK1asDcd7a2l9fLS2ZgbGnxPdCJZ/u3S9IQ6Zn9Uy/0BlnitNJ6WdBPiKiNtahN1PV1yM5ZuS+BtwIDAQAB',
  gatewayPrivate:
    'MIIEvgIBADANBgkqhkiG9w0BAQEFAASCBKgwggSkAgEAAoIBAQCZ2C+EkWUgRvTTVOkBNPg9gdTJCPmcgvia04IWArDTDKoDZizni4Y98bsjHUhv9+5ob5O55QGHgrWUjJ0BTmSB3XoU84E5v/9whxkqgWVIkgWFlMmkkBDQdebC4wCYygJupnsvZEqOMipuniOtRQFIKJhFtGFSy3MWVXaNf68S/GfG1cP7rs9dyZk0Xy/ENOCWgwWvx+AjNC+bgv61mIhRAsSUaT6Phqqwou1mhk4T9S2RulP+c5F69Eo94D03wX3p/ofzCG06s4feA5AaZpwz0+fVMPRr/+ouLhKIj68ThJ1uv0FLl8RAJe1VE2Ik3OlBXf2AiYOdOYENmHOBvidBAgMBAAECggEAEYCAcWi4FDq2TheGFYLQ7fBoBIHuocFdpoGC9l2Sf8QcUFwuph3fpQrr4wQJEmHmn7930ylsKd4zKaXwk643LXYElj8Yl7kRxpu7/3Oukdm44phJc10HaKvNF6VLE1bB/ZQXhg33FGO9I43+mY705SBnKGDrxIdMPcF1xgW9ZV+f/wMNhw2on4G++xuWjs778n+0vrs5JkHYEV0POUEXjmRLHY8qjs4owQRERaygtZlCoc4Kyr9xOAJLXt3IqgEYH232wr4ASvmJk3AAknNsWYarV50Evb0zVG5hoXoTs1sgpL+3/5No3qbf/h29SsFa9J3OQ9wHwTC6Xzmm8w0lkQKBgQDOhNnZMovy5SFBtz/JRkKMpnAeu5jTlpKK4euB7Vg4c9hHk8jqiZR9KlfWurpQa0ItK4U8bMD5fKBmJcM9x4Ttb5n9k8qLbAHl0bGlBOUQMkD7oyQbatpA6GbgCiSsJNWZ+K95NtAb1L95HMUgqyVFawgEnWpPCKZ3hjk0VnKamQKBgQC+tHeGawyjy1E0yevQRG631rYk1oBgsuHBLqw/w98Cr5lKQBy/vGh/UuiuNMH1zjHxLXhK7y1938SuFjyV9zyNKfME+n/vQDBA53L5kRksLSVCHIa+w1PKBkZxqw5gKk4m5Dl9wD+ALPx9BwRgaYx0kPWwllYujjBAKtyXtLRC6QKBgEk9YCzg+jTYAaVWoa511mAfHqAnk5lmSu4qFOVtEN5kZw1rYdObmyeQfrpOWojuoPd3+bZmM0HHavMO7WDZg1DZRVlisnAji8C/Tyrgw4Os7tLPFp0KlgBy6xkFP+A05/PE+CYaxE86cfU3uMlPKNankJ5iXTNONAsrdNoU1mvxAoGBALEuCHK5mLfBWcRa6h3IxrlE4ludcw7kg7yxOVXRDKx5K0mCAXPef5P0GrxnxeEzXtE9tqqgRzrQoPJBNK78UqSw2dnBRwWpNGvI3dijB6k0lI405Lft0DY92EsZazTLeWrG1edQq27R3Q/oaheNWPKgD7SuKIn+jzO+3s6QFH6pAoGBAMDhniZEqGaNva4/TkuMRBiCUo/mBER9YsH8y/ZPHgMZyOHAinJHseGIGsGEdRqdrdhlhmevFDIk306R9ExKVfIpqDxGpqob57IOmva7B1IzeEZUMcgg19g4Mo8YEMC62OYeg6syE97ifOdsVGqdykm7s+/XC7RjCGh/LtP39C4M',
  gatewayPublic:
    'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAmdgvhJFlIEb001TpATT4PYHUyQj5nIL4mtOCFgKw0wyqA2Ys54uGPfG7Ix1Ib/fuaG+TueUBh4K1lIydAU5kgd16FPOBOb//cIcZKoFlSJIFhZTJpJAQ0HXmwuMAmMoCbqZ7L2RKjjIqbp4jrUUBSCiYRbRhUstzFlV2jX+vEvxnxtXD+67PXcmZNF8vxDTgloMFr8fgIzQvm4L+tZiIUQLElGk+j4aqsKLtZoZOE/UtkbpT/nORevRKPeA9N8F96f6H8whtOrOH3gOQGmacM9Pn1TD0a//qLi4SiI+vE4Sdbr9BS5fEQCXtVRNiJNzpQV39gImDnTmBDZhzgb4nQQIDAQAB',
} as const;

/** Request and answer of pay, request and answer of notifyPayment. */
export const SIGNATURE_VECTORS: readonly SignatureVector[] = [
  {
    name: 'V1 pay request',
    signedBy: 'acquirer',
    uri: '/aps/api/v1/payments/pay',
    time: '2025-02-20T08:51:49Z',
    body: '{"paymentRequestId":"pay_20250220_0001","paymentAmount":{"currency":"JPY","value":"599"},"order":{"orderDescription":"Café latte"}}',
    contentBytes: 208,
    contentSha256: '62a5235b2ec3aa174d2ad7ca62a4cfaea16fe7e3a7b4941412aecba0a1616c6f',
    signature:
      'RICqhfF9BveeEzic0GlV8MjsJlqBYWCbzj7v8wjckaOdqw1aM5FnU0CvNIW5bG788ah0TdMhFzxCmfoCrmTF4KMsHi3z28nB6RD0uGSSD9or%2FDw6mXWb91hJ2e8jOlp0%2BKqCqs9yCE63PBcfDI7wwANAO3hbMNSVoKxRVvYpc8Ty86FyZKuuH6njFunz2tV2BXBH%2FyosI2tkO%2BrFP2bNCCoY1iPfx2U1rU6dg9D4GhzYsWGXjqy72qIYoY83qAaCz%2BH9Fde012zBuyvG6aoUB%2FI3fqMVRwDqwhEO7NOWjqlpO0e5Od1ZXOxSVtpcUtLhGu%2FnK5lMIYGozJVAK0Z5hA%3D%3D',
  },
  {
    name: 'V2 pay response',
    signedBy: 'gateway',
    uri: '/aps/api/v1/payments/pay',
    time: '2025-02-20T08:51:50Z',
    body: '{"result":{"resultCode":"SUCCESS","resultStatus":"S","resultMessage":"success"},"paymentId":"20250220190741010007000000000001"}',
    contentBytes: 203,
    contentSha256: 'bd2465d770b3542d9fe158d69389f8d7b91e9068ca4252e808a2b59de278cfb2',
    signature:
      'DL8GhgUt1PbaXZZ5Io6l2ZqMzVRSN%2FgUo2j0VZfZTPIoR5Kpt37rp%2B2ezr8XDsgcNrGB1Laf%2Fgb90Lpm24WcRAqkUkPEe%2FquRtnReASoze%2BMx%2Fe1ZrKRmCRhQ90keZ9B6T06Nf8eCisSaV1L7bYxqmjfqe9OFhLNOfVHXr2YZy2FsspSGNzqLJbGn6nSbvCmUKVlpIigf680qC8JNdr3YmJ2bWcpuCWesqmbWlkHuSlsz920oLCB2E5wXLmSe%2FJot7vV2tU%2BofjnXw359HdyuoTP7rsyVSTawAKwGcvlVbhW%2FlwbaJfIhofPi1qdBTBgGwQ6WRtsxYCuZ3zx0WAXDA%3D%3D',
  },
  {
    name: 'V3 notifyPayment request',
    signedBy: 'gateway',
    uri: '/alipayplus/notifyPayment',
    time: '2025-02-20T08:51:55.253Z',
    body: '{"paymentResult":{"resultCode":"SUCCESS","resultStatus":"S","resultMessage":"success"},"paymentRequestId":"pay_20250220_0001"}',
    contentBytes: 207,
    contentSha256: 'f1f500f96415b50852b3faf42aaee2b52321121383fa41e69e84e07a4f3e4294',
    signature:
      'cWdBg8JY6OAEBK7EfatHa1xq0mu4%2B6oPLZ2IU90nBCrmabkE%2FqCLWF%2FbnuFeB7Oy4cp62LFem%2FvTrS95DQYKgVAMTV0B5q%2FdSN8YUZYRMaBoGkE2VGwa5IbgtONf%2BCdM1MnYTsuGoxJr4d3NtK%2FYrhnonoRcFY%2FLtH6TPHNLNBG9av7HJVfbRWIAgNR1uNUlevwwI2Ypl83La7CDqmJ%2Bmw8wOb%2B4RUzms039XpooQEcwMP8%2BsgySysLvYTiKN5Peb5cZmn5zvX48v%2FKCM3IXxfCI%2F2O%2FV%2Fj9ZlZkgBKgNwBc1JgKFnDXGNHs3H4Pij55HB5Hf9QjPkregNNBlEALXQ%3D%3D',
  },
  {
    name: 'V4 notifyPayment response',
    signedBy: 'acquirer',
    uri: '/alipayplus/notifyPayment',
    time: '2025-02-20T08:51:55Z',
    body: '{"result":{"resultCode":"SUCCESS","resultStatus":"S","resultMessage":"success"}}',
    contentBytes: 157,
    contentSha256: '5539ab326bc7f271ce41c842a3cefc397592dc9cf25cea38fd9dda0f0a3268b3',
    signature:
      'kXEdxz5qMSi2mLrsAgr2RyepiK%2B6BFhPk3fAnxHkyCp%2BdjEGmMNSsgGbMPRBnZEcSfSsdNHx%2Fwr%2BQMNk3OdsIiK1wC7bqzST7rREDaFDZsj9LX0i%2FjxC6xV%2FwgOgYlWE%2FI0SnbjjXLaB528vgv09ehujhHFyDxKMxaIxE9bs6t7wb99A4%2BTQ%2F4H3UoAh5%2F4ysndkZOG4RZ71J0fRpEB2XhtjkMhccyTdbu7sZQFWgpqVUd1TpTn8GhRT0dn8YlCX%2Bq9EUx64inEokbMM2FP4D2onQG%2BszkQCwcwsqkMmkPSw76IQ%2B4dXqpH6gXYIw23BkIRGcsWt5rtHM539%2FIlaEg%3D%3D',
  },
];
