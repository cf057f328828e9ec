/** What things between a client and a gateway answer by themselves. */

/** The page of a load balancer whose gateway is away. */
export const pageAnswer = (status: number): Buffer =>
  answer(status, 'Bad Gateway', ['Content-Type: text/html'], `<html><body><h1>${String(status)}</h1></body></html>`);

/** What a captive portal or a moved host says. */
export const redirectAnswer = (location: string): Buffer => answer(302, 'Found', [`Location: ${location}`], '');

/** Bytes that no HTTP parser takes. */
export const GARBAGE: Buffer = Buffer.from([0x00, 0xff, 0x15, 0x03, 0x01, 0x00, 0x02, 0x02, 0x46, 0x0d, 0x0a, 0x0d, 0x0a]);

const answer = (status: number, reason: string, headers: readonly string[], body: string): Buffer =>
  Buffer.from(
    [`HTTP/1.1 ${String(status)} ${reason}`, ...headers, `Content-Length: ${String(Buffer.byteLength(body))}`, '', body].join(
      '\r\n',
    ),
  );
