/** The report of a world run as one page that needs nothing beside itself. */

/** @param {string} text */
const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** @param {readonly (readonly (string | number)[])[]} rows @param {readonly string[]} head */
const table = (rows, head) =>
  `<table><thead><tr>${head.map((cell) => `<th>${escaped(cell)}</th>`).join('')}</tr></thead><tbody>${rows
    .map((row) => `<tr>${row.map((cell) => `<td>${escaped(String(cell))}</td>`).join('')}</tr>`)
    .join('')}</tbody></table>`;

const STYLE = `body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a}
table{border-collapse:collapse;margin:1rem 0}td,th{border-bottom:1px solid #ccc;padding:.25rem .75rem;text-align:left}
pre{overflow-x:auto;background:#f4f4f4;padding:1rem;font-size:13px}`;

/**
 * @param {Readonly<Record<string, number>>} figures
 * @param {{ violations: readonly { seed: number, invariant: string }[], stories: readonly { text: string }[], strikes: Readonly<Record<string, number>>, promises: readonly { name: string, promise: string }[] }} outcome
 */
export function worldPage(figures, { violations, stories, strikes, promises }) {
  const broken = (/** @type {string} */ name) => violations.filter(({ invariant }) => invariant === name).length;
  const struck = Object.entries(strikes).sort(([, a], [, b]) => b - a);
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Paydesk: simulated worlds</title><style>${STYLE}</style></head><body>
<h1>Simulated worlds</h1>
<p>In every world the shipped counter, receipt queue and Alipay+ client run against the simulator's engine, down to signed bytes, on a
virtual clock. The seed decides what goes wrong. Every promise below is checked at every step, and again when all is quiet.</p>
${table(Object.entries(figures), ['figure', 'value'])}
<h2>Promises</h2>
${table(
  promises.map(({ name, promise }) => [name, promise, broken(name)]),
  ['name', 'promise', 'broken in'],
)}
<h2>What went wrong on purpose, and what people did</h2>
${table(struck, ['fault or act', 'times it took effect'])}
${stories.length === 0 ? '' : '<h2>Shortest stories of broken promises</h2>'}
${stories.map(({ text }) => `<pre>${escaped(text)}</pre>`).join('\n')}
</body></html>`;
}
