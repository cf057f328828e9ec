/* global document, DOMParser */
const byId = (id) => document.getElementById(id);
let shown = null;

/** Shows the living code: symbols once per code, number and time at every tick. */
export function showCode(phone, nowMs) {
  const { minted } = phone;
  if (minted === null) return;
  if (shown !== minted.code) {
    shown = minted.code;
    byId('bars').replaceChildren(svgOf(minted.barcodeSvg));
    byId('qr').replaceChildren(svgOf(minted.qrSvg));
  }
  const lifeMs = Math.max(1, minted.expiresAt - phone.mintedAt);
  const leftMs = Math.max(0, minted.expiresAt - nowMs);
  byId('seconds').textContent = String(Math.ceil(leftMs / 1_000));
  byId('ring').style.strokeDashoffset = String(60 - (60 * Math.min(leftMs, lifeMs)) / lifeMs);
  byId('digits').textContent = grouped(minted.code, phone.revealed);
  byId('number').setAttribute('aria-pressed', String(phone.revealed));
  byId('number-act').textContent = phone.revealed ? 'Hide' : 'Show';
}

/** Groups of four; hidden digits but the first and last group are dots, and fewer of them, so that the line stays short. */
function grouped(code, revealed) {
  const groups = code.match(/\d{1,4}/g) ?? [];
  return revealed ? groups.join(' ') : [groups[0], '••••', '••••', code.slice(-4)].join(' ');
}

/** An SVG element from markup that this page's own server made. */
export function svgOf(markup) {
  const parsed = new DOMParser().parseFromString(markup, 'image/svg+xml').documentElement;
  parsed.setAttribute('aria-hidden', 'true');
  return document.importNode(parsed, true);
}
