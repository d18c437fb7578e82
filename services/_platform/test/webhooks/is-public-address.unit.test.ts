import { describe, expect, it } from '@jest/globals';
import { isPublicAddress } from '../../src/webhooks/is-public-address.ts';
import { targetFault } from '../../src/webhooks/target-fault.ts';

describe('addresses', () => {
  it.each(['145.21.160.1', '1.1.1.1', '2a02:a420::1', '::ffff:145.21.160.1'])('%s is public', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  it.each([
    ['this machine', '127.0.0.1'],
    ['this machine', '127.255.0.9'],
    ['this machine, IPv6', '::1'],
    ['this machine, IPv4 in IPv6', '::ffff:127.0.0.1'],
    ['this machine, IPv4 in IPv6 in hexadecimal', '::ffff:7f00:1'],
    ['this machine, IPv4-compatible', '::127.0.0.1'],
    ['any', '0.0.0.0'],
    ['any', '::'],
    ['private', '10.1.2.3'],
    ['private', '172.16.0.1'],
    ['private', '172.31.255.255'],
    ['private', '192.168.1.1'],
    ['private in IPv6', '::ffff:192.168.1.1'],
    ['link-local, where clouds keep their credentials', '169.254.169.254'],
    ['link-local', 'fe80::1'],
    ['link-local with a zone', 'fe80::1%eth0'],
    ['unique local', 'fd00::1'],
    ['site-local', 'fec0::1'],
    ['shared by a carrier', '100.64.0.1'],
    ['broadcast', '255.255.255.255'],
    ['multicast', '224.0.0.1'],
    ['multicast', 'ff02::1'],
    ['reserved', '240.0.0.1'],
    ['benchmarks', '198.18.0.1'],
    ['documentation', '192.0.2.1'],
    ['documentation', '2001:db8::1'],
    ['NAT64 to this machine', '64:ff9b::7f00:1'],
    ['6to4 to this machine', '2002:7f00:1::1'],
    ['Teredo', '2001:0:4136:e378:8000:63bf:3fff:fdd2'],
    ['no address', 'localhost'],
  ])('%s: %s is not public', (_what, address) => {
    expect(isPublicAddress(address)).toBe(false);
  });
});

describe('targets', () => {
  it.each([
    ['https://school.example/haken?id=1', undefined],
    ['https://school.example:8443/', undefined],
    ['http://school.example/', 'NOT_HTTPS'],
    ['ftp://school.example/', 'NOT_HTTPS'],
    ['file:///etc/passwd', 'NOT_HTTPS'],
    ['school.example', 'NOT_A_URL'],
    ['https://schoöl.example/', 'NOT_A_URL'],
    ['https://school.example/a b', 'NOT_A_URL'],
    ['https://school.example/%zz', 'NOT_A_URL'],
    ['https://u:p@school.example/', 'HAS_CREDENTIALS'],
    ['https://school.example/#deel', 'HAS_FRAGMENT'],
    ['https://localhost/', 'NOT_PUBLIC'],
    ['https://iets.localhost./', 'NOT_PUBLIC'],
    ['https://intake/', 'NOT_PUBLIC'],
    ['https://db.internal/', 'NOT_PUBLIC'],
    // Ways to write 127.0.0.1 that the URL parser knows.
    ['https://127.1/', 'NOT_PUBLIC'],
    ['https://0x7f000001/', 'NOT_PUBLIC'],
    ['https://2130706433/', 'NOT_PUBLIC'],
    ['https://0177.0.0.1/', 'NOT_PUBLIC'],
    ['https://[::1]/', 'NOT_PUBLIC'],
    ['https://[::ffff:127.0.0.1]/', 'NOT_PUBLIC'],
    ['https://[2a02:a420::1]/', undefined],
  ])('%s → %s', (url, fault) => {
    expect(targetFault(url, { local: false })).toBe(fault);
  });

  it('lets the sandbox call this machine, without credentials', () => {
    expect(targetFault('http://127.0.0.1:7201/', { local: true })).toBeUndefined();
    expect(targetFault('http://u:p@127.0.0.1:7201/', { local: true })).toBe('HAS_CREDENTIALS');
    expect(targetFault('gopher://127.0.0.1/', { local: true })).toBe('NOT_HTTPS');
  });
});
