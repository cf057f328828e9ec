/* global document */
import { post } from './page-post.js';

const byId = (id) => document.getElementById(id);
const shapes = {
  paid: '<svg viewBox="0 0 24 24"><circle class="fill" cx="12" cy="12" r="12"/><path class="stroke" d="m6.8 12.4 3.6 3.5 6.8-7.4"/></svg>',
  refused: '<svg viewBox="0 0 24 24"><rect class="fill" width="24" height="24" rx="5"/><path class="stroke" d="M7 12h10"/></svg>',
  back: '<svg viewBox="0 0 24 24"><circle class="fill" cx="12" cy="12" r="12"/><path class="stroke" d="M17 12H7.4m4-4-4 4 4 4"/></svg>',
  waiting:
    '<svg viewBox="0 0 24 24"><circle class="fill" cx="12" cy="12" r="12"/><path class="stroke" d="M12 6.8V12l3.4 2.4"/></svg>',
};
const states = {
  paid: { shape: 'paid', word: 'Paid' },
  failed: { shape: 'refused', word: 'Not paid' },
  closed: { shape: 'refused', word: 'Closed, not paid' },
  reversed: { shape: 'back', word: 'Cancelled, money back' },
  waiting: { shape: 'waiting', word: 'Waiting' },
};

let asking = null;
let result = null;
let expiresAtMs = 0;
let hasBegun = false;
const seen = new Map();

function element(tag, properties = {}, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

function shape(name, large) {
  const made = element('span', { className: `shape is-${name}${large ? ' large' : ''}`, innerHTML: shapes[name] });
  made.setAttribute('aria-hidden', 'true');
  return made;
}

const money = (payment) => [payment.amount, element('small', { textContent: payment.currency })];

/** Asks about the oldest payment that waits; tells how one ended while this page was open. */
export function showSheet(waiting, view, gatewayNow) {
  for (const payment of view.recent) {
    const isNews = hasBegun && seen.get(payment.paymentRequestId) !== payment.status;
    if (isNews && payment.status !== 'waiting') result = payment;
    seen.set(payment.paymentRequestId, payment.status);
  }
  hasBegun = true;
  const next = waiting[0];
  if (next !== undefined) {
    result = null;
    expiresAtMs = next.expiresAtMs;
    if (asking !== next.paymentRequestId) open(askFor(next, view.reasons), 'sheet');
    asking = next.paymentRequestId;
    countDown(gatewayNow());
    return;
  }
  asking = null;
  if (result === null) close();
  else open(tell(result), `sheet result is-${states[result.status].shape}`);
}

function open(children, className) {
  const sheet = byId('sheet');
  sheet.className = className;
  sheet.replaceChildren(...children);
  sheet.hidden = false;
  byId('scroll').inert = true;
  byId('sheet-ground').hidden = false;
  if (document.activeElement === document.body || document.activeElement === null) sheet.focus({ preventScroll: true });
}

function close() {
  byId('sheet').hidden = true;
  byId('scroll').inert = false;
  byId('sheet-ground').hidden = true;
  byId('sheet').replaceChildren();
}

function askFor(payment, reasons) {
  const decide = (verb, body) => () => {
    void post(`/wallet/payments/${encodeURIComponent(payment.paymentRequestId)}/${verb}`, body?.());
  };
  const button = (text, className, onclick) => element('button', { type: 'button', textContent: text, className, onclick });
  const select = element(
    'select',
    {},
    ...reasons.map(({ code, message }) => element('option', { value: code, textContent: message.replace(/\.$/, '') })),
  );
  const label = element('label', {}, 'Fail because…', select);
  return [
    element('h2', { id: 'sheet-title', textContent: 'Pay this?' }),
    element('p', { className: 'sum' }, ...money(payment)),
    element(
      'p',
      { className: 'to' },
      element('strong', { textContent: payment.merchant || 'A shop' }),
      element('small', { textContent: payment.description }),
    ),
    element('p', { className: 'left', id: 'sheet-left' }),
    element(
      'div',
      { className: 'acts' },
      button('Approve', 'primary wide', decide('approve')),
      button('Decline', '', decide('decline')),
      button('Ignore', '', decide('ignore')),
    ),
    element(
      'div',
      { className: 'fail-row' },
      label,
      button(
        'Fail',
        '',
        decide('fail', () => ({ resultCode: select.value })),
      ),
    ),
  ];
}

function tell(payment) {
  const state = states[payment.status];
  const done = element('button', {
    type: 'button',
    textContent: 'Done',
    className: 'primary wide',
    onclick: () => {
      result = null;
      close();
    },
  });
  const children = [
    shape(state.shape, true),
    element('h2', { id: 'sheet-title', textContent: state.word }),
    element('p', { className: 'sum' }, ...money(payment)),
    element(
      'p',
      { className: 'to' },
      element('strong', { textContent: payment.merchant || 'A shop' }),
      element('small', { textContent: `${payment.wallet} · ${timeOf(payment)}` }),
    ),
  ];
  if (payment.reason !== null) children.push(element('p', { className: 'code-name', textContent: payment.reason }));
  return [...children, element('div', { className: 'acts' }, done)];
}

const timeOf = (payment) =>
  new Date(payment.createdAtMs).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit', second: '2-digit' });

/** The last payments, newest first. */
export function showRecent(recent) {
  byId('recent-empty').hidden = recent.length > 0;
  byId('recent').replaceChildren(
    ...recent.map((payment) => {
      const state = states[payment.status];
      const back = payment.refunded === null ? '' : ` · ${payment.refunded} ${payment.currency} back`;
      const words = `${state.word} · ${timeOf(payment)}${back}`;
      return element(
        'li',
        {},
        shape(state.shape, false),
        element(
          'span',
          { className: 'what' },
          element('strong', { textContent: payment.merchant || 'A shop' }),
          element('small', { textContent: words }),
        ),
        element('span', { className: 'money' }, ...money(payment)),
      );
    }),
  );
}

function countDown(nowMs) {
  const line = byId('sheet-left');
  if (line !== null) line.textContent = `${String(Math.max(0, Math.ceil((expiresAtMs - nowMs) / 1_000)))} seconds to decide`;
}

document.addEventListener('second', (event) => {
  countDown(event.detail);
});
