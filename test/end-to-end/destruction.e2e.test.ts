import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { addDays } from '../../services/_platform/src/clock/amsterdam.ts';
import { call, CallFailed, tokenFor } from '../../scripts/demonstration/clients.ts';
import { appointment, fullGround, type Fields } from '../../scripts/demonstration/records.ts';
import { recognise } from '../../scripts/demonstration/state-teaching.ts';
import { eventually } from '../support/eventually.ts';
import { PERSON, startOneBoard, type OneBoard } from '../support/one-board.ts';

let board: OneBoard;

beforeAll(async () => {
  board = await startOneBoard();
}, 120_000);
// Folds the turns of five years once more.
afterAll(() => board.stack.stop(), 300_000);

async function deliver(begin: string): Promise<void> {
  await board.deliver('AANLEVEREN_BENOEMING', {
    benoeming: appointment(board.seat, PERSON, begin, [fullGround(board.seat)]),
  });
}

const registerToken = (claims: Fields): Promise<string> =>
  tokenFor(board.stack.endpoints, 'urn:lrr:register', { claims });

async function registrationOf(registratieId: string, token: string): Promise<{ status: string } | number> {
  try {
    return await call<{ status: string }>('GET', `${board.stack.endpoints.register}/v1/registraties/${registratieId}`, {
      token,
    });
  } catch (error) {
    if (error instanceof CallFailed) return error.status;
    throw error;
  }
}

it('who was kept for five years is destroyed, and a later delivery is about somebody else', async () => {
  await deliver(addDays(board.today(), -10));
  const { registratieId } = await eventually(() => recognise(board.stack.endpoints, PERSON.burgerservicenummer), {
    withinMs: 30_000,
    what: 'the person',
  });
  const teacher = await registerToken({ rol: 'LERAAR', registratieId });
  const standing = async (): Promise<unknown> => {
    const found = await registrationOf(registratieId, teacher);
    return typeof found === 'number' ? found : found.status;
  };
  await eventually(async () => ((await standing()) === 'BEKEND' ? true : undefined), {
    withinMs: 30_000,
    what: 'BEKEND',
  });
  await call('POST', `${board.stack.endpoints.register}/v1/registraties/${registratieId}/uitschrijving`, {
    token: teacher,
    headers: { 'idempotency-key': randomUUID() },
    body: {},
  });
  await eventually(async () => ((await standing()) === 'BEWAARD' ? true : undefined), {
    withinMs: 30_000,
    what: 'BEWAARD',
  });

  const before = board.today();
  const [year, rest] = [before.slice(0, 4), before.slice(4)];
  // A day more than needed, whatever the month.
  const after = addDays(`${Number(year) + 5}${rest === '-02-29' ? '-02-28' : rest}`, 1);
  await board.standStillUntil(after);

  const inspectorate = await registerToken({ rol: 'INSPECTIE' });
  const query = `van=${before}&tot=${after}`;
  const proof = await eventually(
    async () => {
      const { vernietigingen } = await call<{ vernietigingen: Fields[] }>(
        'GET',
        `${board.stack.endpoints.register}/v1/vernietigingen?${query}`,
        { token: inspectorate },
      );
      return vernietigingen.find((one) => one['registratieId'] === registratieId && one['status'] === 'UITGEVOERD');
    },
    { withinMs: 240_000, what: 'the proof' },
  );
  expect(proof).toMatchObject({ soort: 'PERSOON', nogGevonden: [], nagekomenOpdrachten: 0 });
  // The token of the teacher still lives; there is nothing it could open.
  expect(await standing()).toBe(404);
  expect(await registrationOf(registratieId, inspectorate)).toBe(404);
  await eventually(
    async () => ((await recognise(board.stack.endpoints, PERSON.burgerservicenummer)) === undefined ? true : undefined),
    { withinMs: 30_000, what: 'the vault to have dropped the link' },
  );

  await deliver(addDays(board.today(), -10));
  const again = await eventually(() => recognise(board.stack.endpoints, PERSON.burgerservicenummer), {
    withinMs: 30_000,
    what: 'the person under another id',
  });
  expect(again.registratieId).not.toBe(registratieId);
  await eventually(
    async () => {
      const found = await registrationOf(again.registratieId, inspectorate);
      return typeof found !== 'number' && found.status === 'BEKEND' ? true : undefined;
    },
    { withinMs: 30_000, what: 'BEKEND once more' },
  );
  expect(await standing()).toBe(404);
}, 420_000);
