import { describe, expect, it } from 'vitest';
import { endChild, runChild, startChild } from '../../../scripts/process/children.mjs';

const node = process.execPath;

describe('children', () => {
  it('give their code and their words', async () => {
    const ended = await runChild(node, ['-e', 'console.log("out"); console.error("err"); process.exit(7)']);
    expect(ended).toEqual({ code: 7, stdout: 'out\n', stderr: 'err\n', timedOut: false });
  });

  it('that cannot be started are an answer, not a crash', async () => {
    expect(await runChild('/no/such/program', [])).toMatchObject({ code: 127, timedOut: false });
  });

  it('that hang are ended in time, with what they started', async () => {
    const hang =
      'require("child_process").spawn(process.execPath, ["-e", "setInterval(()=>{},1e3)"], {stdio:"inherit"}); setInterval(()=>{},1e3)';
    expect(await runChild(node, ['-e', hang], { timeoutMs: 400 })).toMatchObject({ timedOut: true });
  });

  it('that ignore a polite end are ended surely', async () => {
    const child = startChild(node, ['-e', 'process.on("SIGTERM",()=>{});console.log("ready");setInterval(()=>{},1e3)'], {
      stdio: 'pipe',
    });
    await new Promise((resolve) => child.stdout?.once('data', resolve));
    await endChild(child, 100);
    expect(child.signalCode).toBe('SIGKILL');
  });
});
