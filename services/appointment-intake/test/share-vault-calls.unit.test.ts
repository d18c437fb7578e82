import { describe, expect, it } from '@jest/globals';
import { unavailable } from '../../_platform/src/http/platform-problem.ts';
import { UpstreamError } from '../../_platform/src/http/upstream-error.ts';
import type { AskVault, VaultQuestion } from '../src/intake/ask-vault.ts';
import { shareVaultCalls } from '../src/intake/share-vault-calls.ts';

const day = '2019-03-04';

function asking(number: string): VaultQuestion {
  return { burgerservicenummer: number, geboortedatum: '1980-01-01', geslacht: 'V', opdrachtId: number };
}

/** A vault that answers with the number it was asked about, and says no as the test wants it to. */
function vault(refusal: (numbers: readonly string[]) => Error | undefined = () => undefined) {
  const calls: { day: string; numbers: string[] }[] = [];
  const ask: AskVault = async (questions, on) => {
    const numbers = questions.map(({ burgerservicenummer }) => burgerservicenummer);
    calls.push({ day: on, numbers });
    await new Promise((resolve) => setImmediate(resolve));
    const error = refusal(numbers);
    if (error !== undefined) throw error;
    return numbers.map((registratieId) => ({ registratieId, aowBereikt: false, brpGekoppeld: true, signalen: [] }));
  };
  return { calls, ask: shareVaultCalls(ask, { patienceMs: 10_000 }) };
}

function idsOf(answers: readonly unknown[]): unknown[] {
  return answers.map((answer) => (answer as { registratieId: string }).registratieId);
}

describe('calls to the vault that requests share', () => {
  it('asks for the requests of one moment together, and gives each its own answers in order', async () => {
    const { ask, calls } = vault();
    const answers = await Promise.all([
      ask([asking('a'), asking('b')], day),
      ask([asking('c')], day),
      ask([asking('d'), asking('e')], day),
    ]);
    expect(answers.map(idsOf)).toEqual([['a', 'b'], ['c'], ['d', 'e']]);
    expect(calls).toEqual([{ day, numbers: ['a', 'b', 'c', 'd', 'e'] }]);
  });

  it('asks nothing for a request without persons', async () => {
    const { ask, calls } = vault();
    expect(await ask([], day)).toEqual([]);
    expect(calls).toEqual([]);
  });

  it('never asks about more persons in a call than the vault takes', async () => {
    const { ask, calls } = vault();
    const many = Array.from({ length: 400 }, (_, index) => asking(String(index)));
    await Promise.all([ask(many, day), ask(many, day), ask([asking('a')], day)]);
    expect(calls.map(({ numbers }) => numbers.length).sort((a, b) => a - b)).toEqual([400, 401]);
  });

  it('asks for each day apart', async () => {
    const { ask, calls } = vault();
    const answers = await Promise.all([ask([asking('a')], day), ask([asking('b')], '2019-03-05')]);
    expect(answers.map(idsOf)).toEqual([['a'], ['b']]);
    expect(calls).toEqual([
      { day, numbers: ['a'] },
      { day: '2019-03-05', numbers: ['b'] },
    ]);
  });

  it.each([
    ['refuses a question', new UpstreamError('UPSTREAM_REFUSED', { status: 400 })],
    ['needs the BRP, which is away', new UpstreamError('UPSTREAM_DOWN', { status: 503 })],
  ])('lets no request pay for another when the vault %s', async (_, cause) => {
    const { ask, calls } = vault((numbers) =>
      numbers.includes('bad') ? unavailable(5, { detail: '', cause }) : undefined,
    );
    const results = await Promise.allSettled([ask([asking('a')], day), ask([asking('bad')], day)]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    expect(results[1]).toMatchObject({ reason: { status: 503, cause } });
    expect(calls.map(({ numbers }) => numbers)).toEqual([['a', 'bad'], ['a'], ['bad']]);
  });

  it('puts all off at once when the vault says nothing at all', async () => {
    const cause = new UpstreamError('UPSTREAM_DOWN');
    const { ask, calls } = vault(() => unavailable(5, { detail: '', cause }));
    const results = await Promise.allSettled([ask([asking('a')], day), ask([asking('b')], day)]);
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(calls).toHaveLength(1);
  });

  // With a vault that hung, a hundred large requests waited four at a time for its time-out: minutes, where each by
  // itself had been put off after ten seconds.
  it('puts off what has waited as long as a call may take, without asking', async () => {
    let now = 0;
    const hung: ((error: Error) => void)[] = [];
    const ask = shareVaultCalls(() => new Promise((_, reject) => hung.push(reject)), {
      patienceMs: 10_000,
      now: () => now,
    });
    const large = Array.from({ length: 500 }, (_, index) => asking(String(index)));
    const results = Promise.allSettled(Array.from({ length: 6 }, () => ask(large, day)));
    while (hung.length < 4) await new Promise((resolve) => setImmediate(resolve));
    now = 10_001;
    for (const reject of hung) reject(unavailable(5, { detail: '', cause: new UpstreamError('UPSTREAM_DOWN') }));
    expect(await results).toMatchObject(
      Array.from({ length: 6 }, () => ({ status: 'rejected', reason: { status: 503 } })),
    );
    expect(hung).toHaveLength(4);
  });
});
