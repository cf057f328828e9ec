/* global fetch */
/** Posts JSON; answers the parsed reply, also when it is a refusal. */
export async function post(path, body = {}) {
  const reply = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return reply.json();
}
