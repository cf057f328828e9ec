import codeScript from './page-code.js?raw';
import postScript from './page-post.js?raw';
import mainScript from './page.js?raw';
import paperScript from './page-paper.js?raw';
import sheetScript from './page-sheet.js?raw';
import style from './page.css.txt?raw';
import html from './page.html?raw';

/** A file of the wallet page. */
export type Asset = { readonly type: string; readonly text: string };

const SCRIPT = 'text/javascript; charset=utf-8';
const page: Asset = { type: 'text/html; charset=utf-8', text: html };

/** Every file of the wallet page by its path; they travel inside the bundle. */
export const ASSETS: ReadonlyMap<string, Asset> = new Map([
  ['/', page],
  ['/wallet', page],
  ['/page.css', { type: 'text/css; charset=utf-8', text: style }],
  ['/page.js', { type: SCRIPT, text: mainScript }],
  ['/page-code.js', { type: SCRIPT, text: codeScript }],
  ['/page-post.js', { type: SCRIPT, text: postScript }],
  ['/page-sheet.js', { type: SCRIPT, text: sheetScript }],
  ['/page-paper.js', { type: SCRIPT, text: paperScript }],
]);
