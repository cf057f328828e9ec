import { describe, expect, it } from 'vitest';
import { faultOf } from '../../../main/keychain/keytar-fault.ts';
import { readReply, readRequest } from '../../../main/keychain/worker-protocol.ts';

describe('what keytar says', () => {
  it.each([
    ['The name org.freedesktop.secrets was not provided by any .service files', 'keychain-missing'],
    ['Unknown or unsupported transport “disabled” for address “disabled:”', 'keychain-missing'],
    ['Could not connect: No such file or directory', 'keychain-missing'],
    ['Failed to load keytar native addon, checked ["../build/Release"] on prebuilds/linux-x64', 'keychain-missing'],
    ['Cannot create an item in a locked collection', 'keychain-locked'],
    ['User interaction is not allowed.', 'keychain-locked'],
    ['unlock prompt was dismissed', 'keychain-denied'],
    ['User canceled the operation.', 'keychain-denied'],
    ['The user name or passphrase you entered is not correct.', 'keychain-denied'],
    ['Timeout was reached', 'keychain-timeout'],
    ['Connection timed out', 'keychain-timeout'],
    ['something nobody has seen', 'keychain-broken'],
  ])('%s', (message, code) => {
    expect(faultOf(new Error(message))).toBe(code);
  });

  it('is read even when it is not an Error', () => {
    expect(faultOf('locked')).toBe('keychain-locked');
    expect(faultOf(undefined)).toBe('keychain-broken');
  });
});

describe('the pipe to the keychain process', () => {
  it('takes only whole messages', () => {
    const request = { id: 1, act: 'set', service: 's', account: 'a', secret: 'x' };
    expect(readRequest(request)).toEqual(request);
    expect(
      [null, 1, {}, { ...request, secret: 1 }, { ...request, act: 'list' }, { ...request, id: '1' }].map(readRequest),
    ).toEqual([null, null, null, null, null, null]);
    expect(readReply({ id: 1, ok: true, value: 'x', extra: 1 })).toEqual({ id: 1, ok: true, value: 'x' });
    expect(readReply({ id: 1, ok: false, code: 'not-found' })).toBeNull();
  });
});
