/** The trial of paper as one file for its workers. */
import path from 'node:path';
import { projectRoot } from '../prepare/prepare.mjs';
import { bundle } from './bundle.mjs';

/** @returns {Promise<string>} the file of the bundle, which works as a worker for runLots */
export const bundlePaper = () =>
  bundle({
    input: 'test/paper/worker.ts',
    file: path.join(projectRoot, 'node_modules/.cache/paydesk-paper/paper.mjs'),
    // Every package: fonts and their shaper find their files beside themselves.
    external: [/^[^./]/],
  });
