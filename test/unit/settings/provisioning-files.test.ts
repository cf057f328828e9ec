import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { provisioningFiles } from '../../../main/settings/provisioning-files.ts';

const folder = mkdtempSync(join(tmpdir(), 'paydesk-files-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});
const at = (name: string) => join(folder, name);

describe('reading provisioning files', () => {
  it('reads a file up to the limit and refuses the next byte', async () => {
    writeFileSync(at('ten'), '0123456789');
    expect(await provisioningFiles.read(at('ten'), 10)).toEqual({ ok: true, bytes: Buffer.from('0123456789') });
    expect(await provisioningFiles.read(at('ten'), 9)).toEqual({ ok: false, code: 'file-too-large' });
  });

  it('says what is wrong with what is not a file', async () => {
    writeFileSync(at('file'), 'x');
    expect(await provisioningFiles.read(at('gone'), 9)).toEqual({ ok: false, code: 'file-missing' });
    expect(await provisioningFiles.read(at('file/inside'), 9)).toEqual({ ok: false, code: 'file-missing' });
    expect(await provisioningFiles.read(folder, 9)).toEqual({ ok: false, code: 'file-unreadable' });
    expect(await provisioningFiles.read('\0', 9)).toEqual({ ok: false, code: 'file-unreadable' });
  });

  it.skipIf(process.platform === 'win32')('a pipe without a writer does not stall it', async () => {
    execFileSync('mkfifo', [at('pipe')]);
    expect(await provisioningFiles.read(at('pipe'), 9)).toEqual({ ok: false, code: 'file-unreadable' });
  });

  it('removes a file and says whether it is gone', async () => {
    writeFileSync(at('doomed'), 'x');
    expect(await provisioningFiles.remove(at('doomed'))).toBe(true);
    expect(existsSync(at('doomed'))).toBe(false);
    expect(await provisioningFiles.remove(at('doomed'))).toBe(false);
  });
});
