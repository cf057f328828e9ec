import { expect, it } from 'vitest';
import { inTime, POLICY_MS } from '../../../../main/settings/policy/in-time.ts';
import { judgePolicy } from '../../../../main/settings/policy/policy.ts';
import type { PolicyFound } from '../../../../main/settings/policy/port.ts';
import { settingsUnder } from '../../../../main/worlds/policy-view.ts';

const STRICT: PolicyFound = { kind: 'document', source: 'here', document: { people: { idleLockMinutes: 3 } } };

/** A reader that answers when the test says so, and a clock that strikes when the test says so. */
function slowPc() {
  let answer: (found: PolicyFound) => void = () => undefined;
  let fail: (cause: Error) => void = () => undefined;
  let strike: () => void = () => undefined;
  const asked: number[] = [];
  const stopped: number[] = [];
  const read = inTime({
    read: () =>
      new Promise((resolve, reject) => {
        answer = resolve;
        fail = reject;
      }),
    source: 'the registry',
    wait: (ms) => {
      asked.push(ms);
      const late = new Promise<void>((resolve) => {
        strike = resolve;
      });
      return { late, stop: () => stopped.push(ms) };
    },
  });
  return {
    read,
    asked,
    stopped,
    answer: (found: PolicyFound) => {
      answer(found);
    },
    fail: (cause: Error) => {
      fail(cause);
    },
    strike: () => {
      strike();
    },
  };
}

it('a policy that comes in time is taken as it is, and its clock is stopped', async () => {
  const pc = slowPc();
  const found = pc.read();
  pc.answer(STRICT);
  expect(await found).toEqual(STRICT);
  expect(pc.asked).toEqual([POLICY_MS]);
  expect(pc.stopped).toEqual([POLICY_MS]);
});

it('a policy that does not come in time locks everything it could have held, in words, and is not taken later', async () => {
  const pc = slowPc();
  const found = pc.read();
  pc.strike();
  const late = await found;
  pc.answer({ kind: 'none' });
  expect(await found).toBe(late);
  expect(late).toMatchObject({ kind: 'unusable', source: 'the registry', fault: { code: 'policy-late' } });
  const policy = judgePolicy(late);
  expect(policy.held).toContain('people.refundWithoutApprovalMinor');
  expect(policy.findings[0]?.message).toContain('start Paydesk again');
});

it('a reader that breaks locks too, and never rejects', async () => {
  const pc = slowPc();
  const found = pc.read();
  pc.fail(new Error('no temporary folder'));
  const broken = await found;
  expect(broken).toMatchObject({ kind: 'unusable', fault: { code: 'policy-unreadable' } });
  expect(judgePolicy(broken).held.length).toBeGreaterThan(10);
});

it('no setting is opened before the policy is known', async () => {
  const pc = slowPc();
  const opened: unknown[] = [];
  const store = {} as Awaited<ReturnType<typeof settingsUnder>>;
  const opening = settingsUnder(pc.read(), (policy) => {
    opened.push(policy.values.get('people.idleLockMinutes'));
    return store;
  });
  await new Promise(setImmediate);
  expect(opened).toEqual([]);
  pc.answer(STRICT);
  expect(await opening).toBe(store);
  expect(opened).toEqual([3]);
});
