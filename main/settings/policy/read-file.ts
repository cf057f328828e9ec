import { DOCUMENT_BYTES_MAX } from '../safe-json.ts';
import { documentIn, unusable } from './found.ts';
import type { LookAtPolicyFile, PolicyFile, PolicyFound, ReadPolicy } from './port.ts';

/** Where an administrator puts the policy on Linux. */
export const LINUX_POLICY = '/etc/paydesk/policy.json';

/** The policy of a Linux PC: one JSON file that only root may write. */
export const linuxPolicy =
  (look: LookAtPolicyFile): ReadPolicy =>
  async () => {
    const file = await look(LINUX_POLICY, DOCUMENT_BYTES_MAX);
    return file.kind === 'bytes' ? documentIn(LINUX_POLICY, file.bytes) : withoutBytes(LINUX_POLICY, file);
  };

/** What a file without usable bytes comes to. */
export function withoutBytes(path: string, { kind }: Exclude<PolicyFile, { readonly kind: 'bytes' }>): PolicyFound {
  switch (kind) {
    case 'none':
      return { kind: 'none' };
    case 'foreign':
      return unusable(
        path,
        'policy-not-trusted',
        'the policy and its folder must belong to the administrator (root) and be writable by nobody else',
      );
    case 'unreadable':
      return unusable(path, 'policy-unreadable', 'the policy must be a plain file of at most 1 MB that everybody may read');
  }
}
