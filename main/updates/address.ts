/** SECURITY: an address of updates is HTTPS, or a server on this machine, as tests have. */
export function isUpdateAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username } = new URL(text);
  const isHere = ['127.0.0.1', 'localhost', '[::1]'].includes(hostname);
  return username === '' && text.endsWith('/') && (protocol === 'https:' || (protocol === 'http:' && isHere));
}
