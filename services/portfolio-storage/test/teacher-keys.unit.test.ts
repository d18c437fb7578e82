import { describe, expect, it } from '@jest/globals';
import type { Caller } from '../../_platform/src/http/access.ts';
import { UpstreamError } from '../../_platform/src/http/upstream-error.ts';
import type { PortfolioId } from '../src/domain/ids.ts';
import { createTeacherKeys } from '../src/sealing/teacher-keys.ts';

const portfolioId = '7d0b4f0e-5f6c-4d52-8a55-0d6f7f3f2b11' as PortfolioId;
const caller = (token: string): Caller => ({
  subject: 'leraar',
  audience: 'urn:lrr:portfolio',
  scopes: [],
  claims: { portfolioId },
  token,
});

/** A vault's end of the line: counts what it is asked and answers what the test says. */
function vault(answer: () => unknown) {
  const bodies: unknown[] = [];
  return {
    post: <T>(_path: string, body: unknown): Promise<T> => {
      bodies.push(body);
      return Promise.resolve().then(() => answer() as T);
    },
    asked: () => bodies.length,
    bodies,
  };
}

const unwrapped = { portfolioId, sleutel: Buffer.alloc(32, 7).toString('base64'), versie: 2 };

describe('the keys of teachers', () => {
  it('are asked once, and again after five minutes however often they were used', async () => {
    let now = 1;
    const asked = vault(() => unwrapped);
    const keys = createTeacherKeys(asked, () => now);

    const first = await keys.keyFor(caller('een'), portfolioId);
    now += 299_000;
    expect(await keys.keyFor(caller('een'), portfolioId)).toBe(first);
    expect(asked.asked()).toBe(1);
    expect(first?.export()).toEqual(Buffer.alloc(32, 7));

    now += 1_001;
    await keys.keyFor(caller('een'), portfolioId);
    expect(asked.asked()).toBe(2);
  });

  it('are asked anew for every token: a new login must convince the vault', async () => {
    const asked = vault(() => unwrapped);
    const keys = createTeacherKeys(asked);
    await keys.keyFor(caller('een'), portfolioId);
    await keys.keyFor(caller('twee'), portfolioId);
    expect(asked.asked()).toBe(2);
  });

  it('are not shared between portfolios, also under one token', async () => {
    const keys = createTeacherKeys(vault(() => unwrapped));
    await keys.keyFor(caller('een'), portfolioId);
    const other = '8d0b4f0e-5f6c-4d52-8a55-0d6f7f3f2b11' as PortfolioId;
    await expect(keys.keyFor(caller('een'), other)).rejects.toMatchObject({ status: 503 });
  });

  it('are made for an activation alone', async () => {
    const asked = vault(() => unwrapped);
    const keys = createTeacherKeys(asked);
    await keys.keyFor(caller('een'), portfolioId);
    await keys.keyFor(caller('twee'), portfolioId, { create: true });
    expect(asked.bodies).toEqual([
      { leraarToken: 'een', aanmaken: false },
      { leraarToken: 'twee', aanmaken: true },
    ]);
  });

  it('are at most a thousand in memory', async () => {
    const asked = vault(() => unwrapped);
    const keys = createTeacherKeys(asked);
    for (let token = 0; token <= 1_000; token += 1) await keys.keyFor(caller(`${token}`), portfolioId);
    await keys.keyFor(caller('0'), portfolioId);
    expect(asked.asked()).toBe(1_002);
  });

  it.each([404, 409])('are absent, and not remembered as such, when the vault says %s', async (status) => {
    const asked = vault(() => {
      throw new UpstreamError('UPSTREAM_REFUSED', { status });
    });
    const keys = createTeacherKeys(asked);
    expect(await keys.keyFor(caller('een'), portfolioId)).toBeUndefined();
    expect(await keys.keyFor(caller('een'), portfolioId)).toBeUndefined();
    expect(asked.asked()).toBe(2);
  });

  it('stay away when the vault is down: the caller is told to come back', async () => {
    const keys = createTeacherKeys(
      vault(() => {
        throw new UpstreamError('UPSTREAM_DOWN');
      }),
    );
    await expect(keys.keyFor(caller('een'), portfolioId)).rejects.toMatchObject({ retryable: true });
  });

  it('are refused with the token when the vault does not accept it any more', async () => {
    const keys = createTeacherKeys(
      vault(() => {
        throw new UpstreamError('UPSTREAM_REFUSED', { status: 401 });
      }),
    );
    await expect(keys.keyFor(caller('een'), portfolioId)).rejects.toMatchObject({ status: 401 });
  });

  it.each([
    ['of another portfolio', { ...unwrapped, portfolioId: '8d0b4f0e-5f6c-4d52-8a55-0d6f7f3f2b11' }],
    ['of the wrong length', { ...unwrapped, sleutel: Buffer.alloc(16).toString('base64') }],
  ])('are not used when the vault gives one %s', async (_, answer) => {
    const keys = createTeacherKeys(vault(() => answer));
    await expect(keys.keyFor(caller('een'), portfolioId)).rejects.toMatchObject({ status: 503 });
  });
});
