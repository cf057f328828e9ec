/** `npm run gallery` takes a picture of every screen into docs/screens/gallery and writes their index (`-- --only NAME`: those whose scene begins so). */
import path from 'node:path';
import { readOptions } from './evidence-report/options.mjs';
import { onStage } from './evidence-report/stage.mjs';
import { importTs } from './prepare/import-ts.mjs';
import { prepare, projectRoot } from './prepare/prepare.mjs';

const say = (/** @type {string} */ line) => console.error(line);

const { given } = readOptions(process.argv.slice(2));
const runtime = await prepare({ purpose: 'test', say });
const { pictures, bytes } = await onStage(runtime, async () => {
  const { takeGallery } = await importTs('test/drive/gallery.ts');
  return takeGallery(path.join(projectRoot, 'docs/screens'), say, typeof given.only === 'string' ? given.only : '');
});
console.log(`${pictures} pictures, ${(bytes / 1_048_576).toFixed(1)} MB, docs/screens/README.md`);
process.exit();
