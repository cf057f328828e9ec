import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { FAULT_NAMES } from '../../../../simulator/faults/fault.ts';
import { readCommandLine } from '../../../../simulator/options.ts';

const guide = readFileSync(path.resolve(import.meta.dirname, '../../../../docs/simulator.md'), 'utf8');
const section = guide.slice(guide.indexOf('## The bad network'), guide.indexOf('## The wallet'));

describe('the guide to the bad network', () => {
  it('names every fault, and none that does not exist', () => {
    const named = [...section.matchAll(/^\| `([a-z0-9-]+)` \|/gm)].map((match) => match[1]);
    expect(named).toEqual(FAULT_NAMES);
  });
});

describe('the command line', () => {
  it('the bad network is there when asked for', () => {
    const read = (...args: string[]) => readCommandLine(args, () => null);
    expect(read()).toMatchObject({ kind: 'start', options: { faultPort: null } });
    expect(read('--fault-port', '0', '--fault-control-port', '18091')).toMatchObject({
      options: { faultPort: 0, faultControlPort: 18_091 },
    });
    expect(read('--fault-port', 'x')).toMatchObject({ kind: 'wrong' });
    expect(read('--fault-control-port', 'off')).toMatchObject({ kind: 'wrong' });
  });
});
