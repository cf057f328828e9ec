/** Windows only: holds this PC's own spooler to what Paydesk relies on. A person runs it beside the printer. */
import { importTs } from '../prepare/import-ts.mjs';

/** @type {import('../evidence.mjs').Evidence} */
export const evidence = {
  title: 'on Windows: the real spooler keeps its promises (--queue "NAME"; without it the printers are listed)',
  run: async ({ given, say }) => {
    if (process.platform !== 'win32') throw new Error('This one needs Windows: it asks winspool.drv.');
    const { checkThisPc } = await importTs('test/drive/windows-spooler.ts');
    const queue = typeof given.queue === 'string' ? given.queue : null;
    const { printers, checks } = await checkThisPc(queue);
    say(`Printers of this PC: ${printers.join(', ') || 'none'}`);
    for (const { promise, isKept, seen } of checks) say(`${isKept ? 'kept  ' : 'BROKEN'} ${promise}  ${isKept ? '' : seen}`);
    const broken = checks.filter((/** @type {{ isKept: boolean }} */ { isKept }) => !isKept).length;
    return { ok: broken === 0 && queue !== null, figures: { printers: printers.length, checks: checks.length, broken } };
  },
};
