import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '../../../../test/support/eventually.ts';
import { readAll } from '../consume/register-bench.ts';
import { personId, snapshot, vaultFact } from '../wire.ts';
import { asTeacher, startRegister } from './running-register.ts';
import type { Answer, RunningRegister } from './running-register.ts';

const TODAY = '2026-09-01';
const [leaver, pensioner, stranger] = [901, 902, 903].map(personId) as [string, string, string];
const KEY = personId(1);

let register: RunningRegister;

const ask = (person: string, what: string, o: { key?: string; as?: string; body?: unknown } = {}): Promise<Answer> =>
  register.call('POST', `/v1/registraties/${person}/${what}`, {
    as: asTeacher(o.as ?? person),
    body: o.body ?? {},
    headers: o.key === undefined ? {} : { 'idempotency-key': o.key },
  });

const hasStatus = (person: string, status: string): Promise<unknown> =>
  eventually(
    async () => {
      const path = `/v1/registraties/${person}`;
      const { body } = await register.call('GET', path, { as: asTeacher(person) });
      return [body?.status, body?.reden].filter(Boolean).join(' ') === status ? true : undefined;
    },
    { withinMs: 30_000, what: status },
  );

beforeAll(async () => {
  register = await startRegister(TODAY);
  await register.deliver(
    snapshot({ person: leaver, day: TODAY }),
    snapshot({ person: pensioner, day: TODAY }),
    vaultFact('AOW_BEREIKT', pensioner, TODAY),
  );
});
afterAll(() => register.close());

describe('asking to be taken out of the register', () => {
  it('needs an idempotency key, one’s own registration and no content', async () => {
    expect((await ask(leaver, 'uitschrijving')).status).toBe(400);
    expect((await ask(leaver, 'uitschrijving', { key: 'geen uuid' })).status).toBe(400);
    expect((await ask(leaver, 'uitschrijving', { key: KEY, body: { reden: 'x' } })).status).toBe(400);
    expect((await ask(leaver, 'uitschrijving', { key: KEY, as: stranger })).status).toBe(403);
    expect((await ask(stranger, 'uitschrijving', { key: KEY })).status).toBe(404);
  });

  it('is one command however often it is sent under one key, and is refused under another once it is done', async () => {
    const answers = await Promise.all([1, 2, 3].map(() => ask(leaver, 'uitschrijving', { key: KEY })));
    expect(answers.map(({ status }) => status)).toEqual([202, 202, 202]);
    const [first] = answers;
    const location = first!.headers.get('location');
    expect(answers.map(({ headers }) => headers.get('location'))).toEqual([location, location, location]);
    await hasStatus(leaver, 'BEWAARD VERZOEK');
    const again = await ask(leaver, 'uitschrijving', { key: KEY });
    expect(again.status).toBe(202);
    expect(again.body).toMatchObject({ soort: 'VERZOEK_UITSCHRIJVING', status: 'VERWERKT' });
    expect((await ask(leaver, 'uitschrijving', { key: personId(2) })).status).toBe(409);
    const sent = (await readAll(register.messaging, 'lrr.opdracht.v1')).filter(
      ({ headers }) => String(headers['type']) === 'VERZOEK_UITSCHRIJVING',
    );
    expect(sent).toHaveLength(1);
  });
});

describe('asking to stay after the state pension', () => {
  it('brings back who was put out for it', async () => {
    expect((await ask(pensioner, 'behoud-na-pensioen', { key: KEY })).status).toBe(202);
    await hasStatus(pensioner, 'BEKEND');
  });
});
