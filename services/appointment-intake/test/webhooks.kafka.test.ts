import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomInt } from 'node:crypto';
import { board } from './support/records.ts';
import { startRunningIntake, type RunningIntake } from './support/running-intake.ts';

let intake: RunningIntake;
/** Each test has a supplier of its own. */
let oin: string;
const path = `/v1/webhooks/${board}/01`;
const url = 'https://haken.leverancier.nl/lrr';

beforeAll(async () => {
  intake = await startRunningIntake();
});
afterAll(() => intake.stop());
beforeEach(async () => {
  oin = `0000000300${String(randomInt(1e9, 9e9))}`;
  await intake.giveMandate(oin, board, '01');
});

const call = (method: string, at = path, body?: unknown, o = {}) => intake.call(method, at, body, { oin, ...o });

describe('a webhook', () => {
  it('is made with a secret that is shown this once', async () => {
    const made = await call('PUT', path, { url });
    expect(made.status).toBe(201);
    expect(made.headers.get('cache-control')).toBe('no-store');
    expect(made.body).toMatchObject({ url, toestand: 'ACTIEF', misluktOpRij: 0, onderweg: 0, antwoorden: [] });
    expect(made.body.geheim).toMatch(/^whsec_/);
    const shown = await call('GET');
    expect(shown.body).toMatchObject({ url, toestand: 'ACTIEF' });
    expect(JSON.stringify(shown.body)).not.toContain('whsec_');
    const moved = await call('PUT', path, { url: `${url}/2` });
    expect(moved.status).toBe(200);
    expect(moved.body).toMatchObject({ url: `${url}/2` });
    expect(moved.body).not.toHaveProperty('geheim');
  });

  it('gets another secret beside the former one', async () => {
    const { body: made } = await call('PUT', path, { url });
    const { status, body } = await call('POST', `${path}/geheimen`);
    expect(status).toBe(201);
    expect(body.geheim).toMatch(/^whsec_/);
    expect(body.geheim).not.toBe(made.geheim);
    expect((await call('GET')).body.vorigGeheimGeldigTot).toBe(body.vorigGeheimGeldigTot);
  });

  it('goes when its owner says so', async () => {
    await call('PUT', path, { url });
    expect((await call('DELETE')).status).toBe(204);
    for (const [method, at] of [
      ['GET', path],
      ['DELETE', path],
      ['POST', `${path}/geheimen`],
      ['POST', `${path}/proefaanroepen`],
    ] as const) {
      expect((await call(method, at)).status).toBe(404);
    }
  });

  it.each([
    'http://haken.leverancier.nl/',
    'https://127.0.0.1/',
    'https://[::ffff:10.0.0.1]/',
    'https://169.254.169.254/latest/meta-data/',
    'https://localhost:7105/',
    'https://a:b@haken.leverancier.nl/',
    'javascript:alert(1)',
    'geen adres',
  ])('is refused at %s', async (wrong) => {
    const { status, body } = await call('PUT', path, { url: wrong });
    expect(status).toBe(400);
    expect(body.fouten).toMatchObject([{ veld: '/url' }]);
    expect((await call('GET')).status).toBe(404);
  });

  it.each([{}, { url: '' }, { url: 7 }, { url, geheim: 'whsec_x' }, { url: `https://x.nl/${'a'.repeat(2000)}` }, []])(
    'is refused with a body of another shape (%#)',
    async (body) => {
      expect((await call('PUT', path, body)).status).toBe(400);
    },
  );

  it('is tried out, and an address that turns out to be private is not called', async () => {
    await call('PUT', path, { url: 'https://haken.leverancier.nl/' });
    // As if the name led here: what was registered is judged again when it is called.
    await intake.database.query(`update webhook_subscriptions set url = 'https://127.0.0.1:1/'`);
    const { status, body } = await call('POST', `${path}/proefaanroepen`);
    expect(status).toBe(200);
    expect(body).toMatchObject({ uitkomst: 'ADRES_NIET_OPENBAAR', poging: 1, begin: '' });
    expect((await call('GET')).body.antwoorden).toMatchObject([{ uitkomst: 'ADRES_NIET_OPENBAAR' }]);
  });
});

describe('others', () => {
  it('without a mandate see and do nothing', async () => {
    await call('PUT', path, { url });
    const other = { oin: '00000009000000000009' };
    expect((await call('GET', path, undefined, other)).status).toBe(403);
    expect((await call('PUT', path, { url }, other)).status).toBe(403);
    expect((await call('DELETE', path, undefined, other)).status).toBe(403);
    expect((await call('POST', `${path}/geheimen`, undefined, other)).status).toBe(403);
    expect((await call('POST', `${path}/proefaanroepen`, undefined, other)).status).toBe(403);
  });

  it('with a mandate for the same point have a webhook of their own', async () => {
    await call('PUT', path, { url });
    const other = { oin: `0000000400${String(randomInt(1e9, 9e9))}` };
    await intake.giveMandate(other.oin, board, '01');
    expect((await call('GET', path, undefined, other)).status).toBe(404);
    expect((await call('PUT', path, { url: `${url}/ander` }, other)).status).toBe(201);
    expect((await call('GET')).body.url).toBe(url);
  });
});
