import { beforeAll, describe, expect, it } from '@jest/globals';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SignJWT } from 'jose';
import { createServiceTokens } from '../../src/http/service-tokens.ts';
import { createTokenVerifier, TokenRefused } from '../../src/http/token-verifier.ts';
import type { TokenVerifier } from '../../src/http/token-verifier.ts';
import { UpstreamError } from '../../src/http/upstream-error.ts';
import { ISSUER, signToken, testKey } from './fixture.ts';
import type { TestKey } from './fixture.ts';

let issuer: TestKey;
let stranger: TestKey;
let vault: TestKey;
let verifier: TokenVerifier;

beforeAll(async () => {
  issuer = await testKey('ES256', 'k1');
  stranger = await testKey('ES256', 'k1');
  vault = await testKey('EdDSA', 'identity-vault');
  verifier = createTokenVerifier({
    issuer: ISSUER,
    issuerKeys: { keys: [issuer.publicKey] },
    serviceKeys: { keys: [vault.publicKey] },
  });
});

async function refusal(token: string | Promise<string>, audience = 'urn:lrr:register' as const): Promise<string> {
  const error: unknown = await verifier.verify(await token, [audience]).then(
    () => 'accepted',
    (thrown: unknown) => thrown,
  );
  return error instanceof TokenRefused ? error.reason : String(error);
}

describe('tokens of the issuer', () => {
  it('tells the caller', async () => {
    const token = await signToken(issuer, { claims: { scope: 'aanleveren beheer', rol: 'LERAAR' }, subject: 's' });
    const caller = await verifier.verify(token, ['urn:lrr:beheer', 'urn:lrr:register']);
    expect(caller).toMatchObject({
      subject: 's',
      audience: 'urn:lrr:register',
      scopes: ['aanleveren', 'beheer'],
      token,
    });
    expect(caller.claims).toMatchObject({ rol: 'LERAAR' });
  });

  it('takes at+jwt and one of several audiences', async () => {
    const token = signToken(issuer, { header: { typ: 'at+jwt' }, audience: ['urn:x', 'urn:lrr:register'] });
    expect(await refusal(token)).toBe('accepted');
  });

  it('refuses what is not right', async () => {
    expect(await refusal('abc')).toBe('MALFORMED');
    expect(await refusal(signToken(stranger))).toBe('NOT_VALID');
    expect(await refusal(signToken(issuer, { issuer: 'urn:other' }))).toBe('NOT_VALID');
    expect(await refusal(signToken(issuer, { audience: 'urn:lrr:portfolio' }))).toBe('AUDIENCE');
    expect(await refusal(signToken(issuer, { expiresIn: -10 }))).toBe('EXPIRED');
    expect(await refusal(signToken(issuer, { expiresIn: null }))).toBe('NOT_VALID');
    expect(await refusal(signToken(issuer, { claims: { nbf: Math.floor(Date.now() / 1000) + 60 } }))).toBe('NOT_VALID');
    expect(await refusal(signToken(issuer, { header: { typ: 'id+jwt' } }))).toBe('MALFORMED');
    expect(await refusal(signToken(issuer, { header: { jku: 'https://example.org/keys' } }))).toBe('MALFORMED');
    expect(await refusal(signToken(issuer, { header: { jwk: issuer.publicKey } }))).toBe('MALFORMED');
    expect(await refusal(signToken(issuer, { header: { kid: 'other' } }))).toBe('NOT_VALID');
  });

  it('refuses alg none and a public key used as a shared secret', async () => {
    const [, payload] = (await signToken(issuer)).split('.');
    const none = Buffer.from('{"alg":"none"}').toString('base64url');
    expect(await refusal(`${none}.${payload}.`)).toBe('NOT_VALID');
    const shared = await new SignJWT({})
      .setProtectedHeader({ alg: 'HS256', kid: 'k1' })
      .setIssuer(ISSUER)
      .setAudience('urn:lrr:register')
      .setExpirationTime('1m')
      .sign(Buffer.from(JSON.stringify(issuer.publicKey)));
    expect(await refusal(shared)).toBe('NOT_VALID');
  });

  it('does not take a changed token for one it has seen', async () => {
    const token = await signToken(issuer);
    expect(await refusal(token)).toBe('accepted');
    const [header, , signature] = token.split('.');
    const payload = Buffer.from(JSON.stringify({ iss: ISSUER, aud: 'urn:lrr:register', exp: 4e9 })).toString(
      'base64url',
    );
    expect(await refusal(`${header}.${payload}.${signature}`)).toBe('NOT_VALID');
    await expect(verifier.verify(token, ['urn:lrr:portfolio'])).rejects.toMatchObject({ reason: 'AUDIENCE' });
  });
});

describe('tokens of services', () => {
  it('are accepted from the service that signed them', async () => {
    const tokens = createServiceTokens({ service: 'identity-vault', key: vault.privateJwk });
    const token = await tokens.tokenFor();
    expect(await tokens.tokenFor()).toBe(token);
    const caller = await verifier.verify(token, ['urn:lrr:intern']);
    expect(caller).toMatchObject({ subject: 'identity-vault', audience: 'urn:lrr:intern' });
  });

  it('are refused when they say to be another service, live long, or are signed by the issuer', async () => {
    const intern = 'urn:lrr:intern';
    const refusedBy = (token: Promise<string>): Promise<string> => refusal(token, 'urn:lrr:intern' as never);
    expect(await refusedBy(signToken(vault, { audience: intern, subject: 'register-state' }))).toBe('NOT_VALID');
    expect(await refusedBy(signToken(issuer, { audience: intern, subject: 'identity-vault' }))).toBe('NOT_VALID');
    const old = { iat: Math.floor(Date.now() / 1000) - 120 };
    const token = new SignJWT({ ...old, aud: intern, sub: 'identity-vault' })
      .setProtectedHeader({ alg: 'EdDSA', kid: 'identity-vault' })
      .setExpirationTime('1h')
      .sign(vault.privateKey);
    expect(await refusedBy(token)).not.toBe('accepted');
  });

  it('give no access outside', async () => {
    const token = signToken(vault, { audience: 'urn:lrr:register', subject: 'identity-vault' });
    expect(await refusal(token)).toBe('NOT_VALID');
  });
});

describe('keys of the issuer at an address', () => {
  it('are fetched once; when they cannot be, that is not the fault of the caller', async () => {
    let isDown = false;
    let asked = 0;
    const server = createServer((_request, response) => {
      asked += 1;
      response.statusCode = isDown ? 500 : 200;
      response.end(JSON.stringify({ keys: [issuer.publicKey] }));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    try {
      const { port } = server.address() as AddressInfo;
      const issuerKeys = new URL(`http://127.0.0.1:${port}/jwks.json`);
      const remote = createTokenVerifier({ issuer: ISSUER, issuerKeys });
      await remote.verify(await signToken(issuer), ['urn:lrr:register']);
      await remote.verify(await signToken(issuer, { subject: 'other' }), ['urn:lrr:register']);
      expect(asked).toBe(1);

      isDown = true;
      const fresh = createTokenVerifier({ issuer: ISSUER, issuerKeys });
      await expect(fresh.verify(await signToken(issuer), ['urn:lrr:register'])).rejects.toBeInstanceOf(UpstreamError);
    } finally {
      server.closeAllConnections();
      server.close();
    }
    const nobody = createTokenVerifier({ issuer: ISSUER, issuerKeys: new URL('http://127.0.0.1:1/jwks.json') });
    await expect(nobody.verify(await signToken(issuer), ['urn:lrr:register'])).rejects.toBeInstanceOf(UpstreamError);
  });
});
