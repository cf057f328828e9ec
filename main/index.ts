/** The first file of the program. A ledger is checked before anything else is loaded, so that nothing else can have a say in it. */
const asksToVerify = process.argv.includes('--verify');
if (asksToVerify) await import(/* @vite-ignore */ new URL('./verify.js', import.meta.url).href);
else await import('./begin.ts');
