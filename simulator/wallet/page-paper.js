/* global document, atob */
import { svgOf } from './page-code.js';

const byId = (id) => document.getElementById(id);
let drawn = '';

/** Draws the strip again when it changed, and follows its end when the reader was there. */
export function drawPaper(rows) {
  const print = JSON.stringify(rows);
  if (print === drawn) return;
  drawn = print;
  const strip = byId('strip');
  const roll = Object.assign(document.createElement('div'), { className: 'roll' });
  roll.append(...(rows.length === 0 ? [blank()] : rows.map(drawRow)));
  byId('paper').replaceChildren(roll);
  strip.scrollTop = strip.scrollHeight;
}

/** Shows what is wrong with the printer, if anything. */
export function showPrinter(switches) {
  for (const button of document.querySelectorAll('[data-switch]'))
    button.setAttribute('aria-checked', String(switches[button.dataset.switch]));
  const words = switches.coverOpen
    ? 'Cover open: holding what comes'
    : switches.paperOut
      ? 'Out of paper: holding what comes'
      : switches.cutterJam
        ? 'Cutter jammed'
        : 'Ready';
  byId('printer-state').textContent = words;
  byId('printer-state').classList.toggle('wrong', words !== 'Ready');
}

function blank() {
  return Object.assign(document.createElement('p'), { className: 'blank', textContent: 'Receipts come out here.' });
}

function drawRow(row) {
  switch (row.kind) {
    case 'cut':
      return Object.assign(document.createElement('hr'), { className: 'cut' });
    case 'drawer':
      return aside('( the drawer opened )');
    case 'symbol':
      return row.svg === null ? aside(row.text) : boxed(row.align, svgOf(row.svg), row.text);
    case 'image':
      return boxed(row.align, bitmap(row), 'Printed image');
    default:
      return line(row);
  }
}

function aside(text) {
  return Object.assign(document.createElement('p'), { className: 'aside center', textContent: text });
}

function boxed(align, content, words) {
  const box = Object.assign(document.createElement('div'), { className: `drawn ${align}` });
  box.setAttribute('role', 'img');
  box.setAttribute('aria-label', words);
  box.append(content);
  return box;
}

function line(row) {
  const made = Object.assign(document.createElement('p'), { className: row.align });
  made.append(...row.spans.map(span));
  return made;
}

function span(each) {
  const names = ['bold', 'underline', 'invert'].filter((name) => each[name]);
  const isBig = each.width > 1 && each.height > 1;
  if (isBig) names.push('big');
  else if (each.height > 1) names.push('tall');
  else if (each.width > 1) names.push('wide');
  const made = Object.assign(document.createElement('span'), { className: names.join(' '), textContent: each.text });
  if (isBig) made.style.fontSize = `${String(Math.min(each.width, each.height))}em`;
  return made;
}

/** One bit a dot, the left-most dot highest. */
function bitmap(row) {
  const canvas = Object.assign(document.createElement('canvas'), { width: row.widthDots, height: row.heightDots });
  const bytes = Uint8Array.from(atob(row.bits), (character) => character.charCodeAt(0));
  const context = canvas.getContext('2d');
  const image = context.createImageData(Math.max(1, row.widthDots), Math.max(1, row.heightDots));
  const across = Math.ceil(row.widthDots / 8);
  for (let y = 0; y < row.heightDots; y += 1) {
    for (let x = 0; x < row.widthDots; x += 1) {
      if ((bytes[y * across + (x >> 3)] & (0x80 >> (x & 7))) !== 0) image.data[(y * row.widthDots + x) * 4 + 3] = 255;
    }
  }
  context.putImageData(image, 0, 0);
  return canvas;
}
