import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import type { LookAtPolicyFile, PolicyFile, RunProgram } from '../../main/settings/policy/port.ts';
import { LINUX_POLICY, linuxPolicy } from '../../main/settings/policy/read-file.ts';
import { macPolicy } from '../../main/settings/policy/read-mac.ts';
import { windowsPolicy } from '../../main/settings/policy/read-registry.ts';
import { policyFiles, throughFile } from '../../main/settings/policy/system-files.ts';
import { registryExport } from '../builders/registry-export.ts';
import { policyConformance, type PolicyPc } from './policy-reader.ts';

const bytesOf = (text: string): PolicyFile => ({ kind: 'bytes', bytes: Buffer.from(text) });

/** A disk with one file. */
function disk(place: string) {
  let file: PolicyFile = { kind: 'none' };
  const look: LookAtPolicyFile = (asked) => Promise.resolve(asked === place ? file : { kind: 'none' });
  return {
    look,
    put: (next: PolicyFile) => {
      file = next;
    },
  };
}

policyConformance('a Linux PC', (): PolicyPc => {
  const { look, put } = disk(LINUX_POLICY);
  return {
    read: linuxPolicy(look),
    leave: (document) => {
      put(bytesOf(JSON.stringify(document)));
    },
    take: () => {
      put({ kind: 'none' });
    },
    spoil: () => {
      put(bytesOf('{"people": {'));
    },
    deny: () => {
      put({ kind: 'unreadable' });
    },
  };
});

policyConformance('a Linux PC, on a real disk', (): PolicyPc => {
  const folder = mkdtempSync(path.join(tmpdir(), 'paydesk-policy-test-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  const file = path.join(folder, 'policy.json');
  const real = policyFiles(process.getuid?.() ?? 0);
  return {
    read: linuxPolicy((_asked, bytesMax) => real(file, bytesMax)),
    leave: (document) => {
      writeFileSync(file, JSON.stringify(document), { mode: 0o644 });
    },
    take: () => {
      rmSync(file);
    },
    spoil: () => {
      writeFileSync(file, Buffer.from([0xff, 0xfe, 0x7b]));
    },
    deny: () => {
      writeFileSync(file, ' '.repeat(1_048_577));
    },
  };
});

/** What plutil does with a property list; the property lists of this fake are JSON behind a mark. */
const plutil: RunProgram = (program, args, input) => {
  const text = Buffer.from(input).toString();
  const isGood = program === '/usr/bin/plutil' && args.join(' ') === '-convert json -o - -' && text.startsWith('bplist00');
  return Promise.resolve(isGood ? { code: 0, output: Buffer.from(text.slice(8)) } : { code: null, output: Buffer.alloc(0) });
};

for (const [name, place] of [
  ['a Mac', '/Library/Managed Preferences/dev.paydesk.counter.plist'],
  ['a Mac, for one user', '/Library/Managed Preferences/mei/dev.paydesk.counter.plist'],
] as const)
  policyConformance(name, (): PolicyPc => {
    const { look, put } = disk(place);
    return {
      read: macPolicy({ look, run: plutil, user: 'mei' }),
      leave: (document) => {
        put(bytesOf(`bplist00${JSON.stringify(document)}`));
      },
      take: () => {
        put({ kind: 'none' });
      },
      spoil: () => {
        put(bytesOf('<plist>'));
      },
      deny: () => {
        put({ kind: 'foreign' });
      },
    };
  });

policyConformance('a Windows PC', (): PolicyPc => {
  let key: Buffer | 'denied' | null = null;
  const reg: RunProgram = (program, args) => {
    if (program !== 'C:\\Windows\\System32\\reg.exe') throw new Error('another program was started');
    const [verb, , file] = args;
    if (verb === 'query') {
      const names = ['Microsoft', ...(key === null ? [] : ['Paydesk'])].map(
        (each) => `HKEY_LOCAL_MACHINE\\Software\\Policies\\${each}`,
      );
      return Promise.resolve({ code: 0, output: Buffer.from(`\r\n${names.join('\r\n')}\r\n`) });
    }
    if (verb !== 'export' || file === undefined || !Buffer.isBuffer(key))
      return Promise.resolve({ code: null, output: Buffer.alloc(0) });
    writeFileSync(file, key);
    return Promise.resolve({ code: 0, output: Buffer.alloc(0) });
  };
  return {
    read: windowsPolicy({ run: reg, reg: 'C:\\Windows\\System32\\reg.exe', throughFile: throughFile(tmpdir()) }),
    leave: (document) => {
      key = registryExport(document);
    },
    take: () => {
      key = null;
    },
    spoil: () => {
      key = Buffer.from('REGEDIT4\r\n', 'utf16le');
    },
    deny: () => {
      key = 'denied';
    },
  };
});
