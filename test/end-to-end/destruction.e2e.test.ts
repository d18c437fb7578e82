import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { addDays } from '../../services/_platform/src/clock/amsterdam.ts';
import { call, CallFailed, tokenFor } from '../../scripts/demonstration/clients.ts';
import { giveMandates } from '../../scripts/demonstration/deliver.ts';
import type { BoardSeat } from '../../scripts/demonstration/plan-types.ts';
import { appointment, fullGround, type Fields } from '../../scripts/demonstration/records.ts';
import { boardSeats } from '../../scripts/demonstration/seats.ts';
import { recognise } from '../../scripts/demonstration/state-teaching.ts';
import { head, type BrpPerson } from '../../scripts/generator/records.ts';
import { eventually } from '../support/eventually.ts';
import { standStillUntil } from '../support/stand-still-until.ts';
import { startStack, type TestStack } from '../support/stack.ts';

const PERSON: BrpPerson = {
  burgerservicenummer: '998765442',
  geboortedatum: '1991-03-29',
  geslacht: 'V',
  geslachtsnaam: 'Jansen',
  voornamen: 'An',
};

let stack: TestStack;
let seat: BoardSeat;
let today: string;

beforeAll(async () => {
  stack = await startStack({ services: ['sandbox', 'identity-vault', 'appointment-intake', 'register-state'] });
  seat = boardSeats()[0]!;
  await giveMandates(stack.endpoints, [seat]);
  await call('POST', `${stack.endpoints.sandbox}/brp/personen`, { body: [PERSON] });
  today = (await call<{ datum: string }>('GET', `${stack.endpoints.sandbox}/datum`)).datum;
}, 120_000);
// Folds the turns of five years once more.
afterAll(() => stack.stop(), 300_000);

let sent = 0;
async function deliver(begin: string): Promise<void> {
  sent += 1;
  const at = new Date(Date.parse(`${addDays(today, -1)}T12:00:00Z`) + sent * 1000);
  const benoeming = appointment(seat, PERSON, begin, [fullGround(seat)]);
  const berichten = [{ kop: head(seat, randomUUID(), 'AANLEVEREN_BENOEMING', at), benoeming }];
  const token = await tokenFor(stack.endpoints, 'urn:lrr:aanlevering', {
    scope: ['aanleveren'],
    claims: { oin: seat.supplierOin },
  });
  const { ontvangstbevestigingen } = await call<{ ontvangstbevestigingen: Fields[] }>(
    'POST',
    `${stack.endpoints.intake}/v1/leveringen`,
    { token, body: { leveringId: randomUUID(), berichten } },
  );
  expect(ontvangstbevestigingen).toMatchObject([{ statusMelding: 'B' }]);
}

const registerToken = (claims: Fields): Promise<string> => tokenFor(stack.endpoints, 'urn:lrr:register', { claims });

async function registrationOf(registratieId: string, token: string): Promise<{ status: string } | number> {
  try {
    return await call<{ status: string }>('GET', `${stack.endpoints.register}/v1/registraties/${registratieId}`, {
      token,
    });
  } catch (error) {
    if (error instanceof CallFailed) return error.status;
    throw error;
  }
}

it('who was kept for five years is destroyed, and a later delivery is about somebody else', async () => {
  await deliver(addDays(today, -10));
  const { registratieId } = await eventually(() => recognise(stack.endpoints, PERSON.burgerservicenummer), {
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
  await call('POST', `${stack.endpoints.register}/v1/registraties/${registratieId}/uitschrijving`, {
    token: teacher,
    headers: { 'idempotency-key': randomUUID() },
    body: {},
  });
  await eventually(async () => ((await standing()) === 'BEWAARD' ? true : undefined), {
    withinMs: 30_000,
    what: 'BEWAARD',
  });

  const before = today;
  const [year, rest] = [before.slice(0, 4), before.slice(4)];
  // A day more than needed, whatever the month.
  today = addDays(`${Number(year) + 5}${rest === '-02-29' ? '-02-28' : rest}`, 1);
  await standStillUntil(stack, today);

  const inspectorate = await registerToken({ rol: 'INSPECTIE' });
  const query = `van=${before}&tot=${today}`;
  const proof = await eventually(
    async () => {
      const { vernietigingen } = await call<{ vernietigingen: Fields[] }>(
        'GET',
        `${stack.endpoints.register}/v1/vernietigingen?${query}`,
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
    async () => ((await recognise(stack.endpoints, PERSON.burgerservicenummer)) === undefined ? true : undefined),
    { withinMs: 30_000, what: 'the vault to have dropped the link' },
  );

  await deliver(addDays(today, -10));
  const again = await eventually(() => recognise(stack.endpoints, PERSON.burgerservicenummer), {
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
