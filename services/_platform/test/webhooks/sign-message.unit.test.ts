import { createHmac, createSecretKey } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import { newSecret, openSecret, sealSecret } from '../../src/webhooks/sealed-secret.ts';
import { signMessage } from '../../src/webhooks/sign-message.ts';

/** The example that the reference libraries of the specification share. */
const example = {
  secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
  id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
  at: new Date(1_614_265_330_000),
  body: '{"test": 2432232314}',
  signature: 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
};

describe('signatures', () => {
  it('are those of the specification', () => {
    const key = Buffer.from(example.secret.slice('whsec_'.length), 'base64');
    const byHand = createHmac('sha256', key).update(`${example.id}.1614265330.${example.body}`).digest('base64');
    const headers = signMessage(example.id, example.body, example.at, [example.secret]);
    expect(headers).toEqual({
      'webhook-id': example.id,
      'webhook-timestamp': '1614265330',
      'webhook-signature': `v1,${byHand}`,
    });
    expect(headers['webhook-signature']).toBe(example.signature);
  });

  it('are there for both secrets during a rotation', () => {
    const secrets = [newSecret(), newSecret()];
    const headers = { ...signMessage('msg_1', '{}', new Date(), secrets) };
    for (const secret of secrets) expect(new Webhook(secret).verify('{}', headers)).toEqual({});
    expect(() => new Webhook(newSecret()).verify('{}', headers)).toThrow();
  });
});

describe('secrets', () => {
  const key = createSecretKey('11'.repeat(32), 'hex');

  it('have the form of the specification: whsec_ and 24 to 64 bytes', () => {
    const [, encoded] = /^whsec_([A-Za-z0-9+/]+={0,2})$/.exec(newSecret())!;
    expect(Buffer.from(encoded!, 'base64')).toHaveLength(32);
  });

  it('open with the key and for the row they were sealed for, and no other', () => {
    const secret = newSecret();
    const sealed = sealSecret(secret, 'a', key);
    expect(sealed.includes(secret)).toBe(false);
    expect(openSecret(sealed, 'a', key)).toBe(secret);
    expect(() => openSecret(sealed, 'b', key)).toThrow();
    expect(() => openSecret(sealed, 'a', createSecretKey('22'.repeat(32), 'hex'))).toThrow();
  });
});
