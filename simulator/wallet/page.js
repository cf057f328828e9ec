/* global document, localStorage, CustomEvent, navigator, setTimeout, EventSource, setInterval */
import { showCode } from './page-code.js';
import { post } from './page-post.js';
import { drawPaper, showPrinter } from './page-paper.js';
import { showRecent, showSheet } from './page-sheet.js';

const byId = (id) => document.getElementById(id);
const remember = (name, value) => {
  try {
    localStorage.setItem(name, value);
  } catch {
    /* a private window keeps nothing */
  }
};
const recall = (name) => {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
};

const phone = {
  brand: recall('brand') ?? 'KAKAOPAY',
  ask: recall('ask') !== 'no',
  minted: null,
  isMinting: false,
  revealed: false,
};
let view = null;
let skewMs = 0;

const gatewayNow = () => Date.now() + skewMs;

async function renew() {
  if (phone.isMinting) return;
  phone.isMinting = true;
  try {
    const minted = await post('/wallet/codes', { brand: phone.brand, behaviour: phone.ask ? 'ask' : 'approve', symbols: true });
    if (minted.ok) {
      phone.minted = minted;
      phone.mintedAt = gatewayNow();
      phone.revealed = false;
    }
  } finally {
    phone.isMinting = false;
  }
  showCode(phone, gatewayNow());
}

function showBrands(wallets) {
  const box = byId('brands');
  if (box.querySelector('input') !== null) return;
  for (const { brand, name } of wallets) {
    const label = document.createElement('label');
    label.className = 'brand';
    const input = Object.assign(document.createElement('input'), {
      type: 'radio',
      name: 'brand',
      value: brand,
      checked: brand === phone.brand,
    });
    const text = Object.assign(document.createElement('span'), { textContent: name });
    input.addEventListener('change', () => {
      choose(brand);
    });
    label.append(input, text);
    box.append(label);
  }
}

function choose(brand) {
  phone.brand = brand;
  remember('brand', brand);
  showBrand();
  void renew();
}

function showBrand() {
  byId('screen').dataset.brand = phone.brand;
  byId('wallet-name').textContent = view?.wallets.find((wallet) => wallet.brand === phone.brand)?.name ?? '';
}

function showAsk() {
  byId('ask').setAttribute('aria-checked', String(phone.ask));
  byId('ask-words').textContent = phone.ask ? 'The cashier waits until you decide.' : 'The payment goes through at once.';
}

function show(next) {
  view = next;
  skewMs = next.nowMs - Date.now();
  showBrands(next.wallets);
  showBrand();
  const mine = next.waiting.filter((payment) => !payment.ignored);
  showSheet(mine, next, gatewayNow);
  showRecent(next.recent);
  byId('till').hidden = next.printer === null;
  if (next.printer !== null) {
    showPrinter(next.printer.switches);
    drawPaper(next.printer.rows);
  }
  if (next.recent.some((payment) => payment.maskedCode === phone.minted?.maskedCode)) void renew();
}

function tick() {
  if (phone.minted === null || gatewayNow() >= phone.minted.expiresAt) void renew();
  showCode(phone, gatewayNow());
  document.dispatchEvent(new CustomEvent('second', { detail: gatewayNow() }));
}

async function copy() {
  if (phone.minted === null) return;
  let words = 'Digits copied';
  try {
    await navigator.clipboard.writeText(phone.minted.code);
  } catch {
    phone.revealed = true;
    words = 'Copying is not allowed here: the digits are shown';
  }
  byId('note').textContent = words;
  showCode(phone, gatewayNow());
  setTimeout(() => {
    byId('note').textContent = '';
  }, 2_500);
}

byId('number').addEventListener('click', () => {
  phone.revealed = !phone.revealed;
  showCode(phone, gatewayNow());
});
byId('renew').addEventListener('click', () => {
  void renew();
});
for (const id of ['copy', 'copy-bars', 'copy-qr'])
  byId(id).addEventListener('click', () => {
    void copy();
  });
byId('tear').addEventListener('click', () => {
  void post('/wallet/printer/tear-off');
});
for (const button of document.querySelectorAll('[data-switch]')) {
  button.addEventListener('click', () => {
    void post('/wallet/printer/switches', { [button.dataset.switch]: button.getAttribute('aria-checked') !== 'true' });
  });
}
byId('ask').addEventListener('click', () => {
  phone.ask = !phone.ask;
  remember('ask', phone.ask ? 'yes' : 'no');
  showAsk();
  void renew();
});

showAsk();
showBrand();
const feed = new EventSource('/wallet/events');
feed.addEventListener('message', (event) => {
  show(JSON.parse(event.data));
});
setInterval(tick, 250);
