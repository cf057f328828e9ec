/** What `npm start` does where nobody can look: takes, cancels and refunds a payment through the real window, and says so. */
import { importTs } from './prepare/import-ts.mjs';

const { runDemo } = await importTs('test/drive/demo.ts');
process.exit((await runDemo()) ? 0 : 1);
