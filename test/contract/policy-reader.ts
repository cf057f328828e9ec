import { describe, expect, it } from 'vitest';
import { judgePolicy } from '../../main/settings/policy/policy.ts';
import type { ReadPolicy } from '../../main/settings/policy/port.ts';

/** What an administrator can have left, in the words of the settings. */
export type PolicyDocument = Readonly<Record<string, unknown>>;

/** A PC on which an administrator can leave a policy, and things can go wrong. */
export type PolicyPc = {
  readonly read: ReadPolicy;
  readonly leave: (document: PolicyDocument) => void;
  readonly take: () => void;
  /** Something that is there and says nothing. */
  readonly spoil: () => void;
  /** It is there, and the user of the till may not read it, or the system does not answer. */
  readonly deny: () => void;
};

const POLICY: PolicyDocument = {
  people: { idleLockMinutes: 2, blindCount: true },
  printer: {
    kind: 'tcp',
    host: 'drucker-größe.example',
    port: 9_100,
    driver: 'epson',
    columns: 48,
    codePage: 'pc437',
    answers: 'auto',
  },
  routing: [{ family: 'wechat', action: 'refuse', advice: '请用其他方式付款' }],
  gateway: { baseUrl: 'https://open-sea.alipayplus.com' },
  customs: { failedStatuses: ['FAILED', 'ERROR'] },
};

/** What every reader of a policy promises, whatever the operating system. */
export function policyConformance(name: string, make: () => PolicyPc): void {
  describe(`the policy of ${name}`, () => {
    it('a PC without a policy has none, and that is no fault', async () => {
      expect(await make().read()).toEqual({ kind: 'none' });
    });

    it('every kind of setting arrives as it was meant, in any script', async () => {
      const pc = make();
      pc.leave(POLICY);
      const policy = judgePolicy(await pc.read());
      expect(policy.findings).toEqual([]);
      expect(policy.source).not.toBeNull();
      expect(Object.fromEntries(policy.values)).toMatchObject({
        'people.idleLockMinutes': 2,
        'people.blindCount': true,
        printer: { kind: 'tcp', host: 'drucker-größe.example' },
        routing: [{ family: 'wechat', advice: '请用其他方式付款' }],
        'gateway.baseUrl': 'https://open-sea.alipayplus.com',
        'customs.failedStatuses': ['FAILED', 'ERROR'],
      });
    });

    it('a policy that was lifted is gone at the next reading', async () => {
      const pc = make();
      pc.leave(POLICY);
      pc.take();
      expect(await pc.read()).toEqual({ kind: 'none' });
    });

    it.each(['spoil', 'deny'] as const)('one that cannot be read is a fault and never silence (%s)', async (how) => {
      const pc = make();
      pc.leave(POLICY);
      pc[how]();
      const found = await pc.read();
      expect(found).toMatchObject({ kind: 'unusable', fault: { path: '$' } });
      expect(judgePolicy(found).held).toContain('people.refundWithoutApprovalMinor');
    });

    it('a key that reaches for a prototype is refused', async () => {
      const pc = make();
      pc.leave({ people: JSON.parse('{"__proto__":{"x":1}}') as object });
      expect(await pc.read()).toMatchObject({ kind: 'unusable', fault: { code: 'forbidden-key' } });
    });
  });
}
