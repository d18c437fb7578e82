import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import { addDays } from '../../services/_platform/src/clock/amsterdam.ts';
import { call, tokenFor } from '../../scripts/demonstration/clients.ts';
import { giveMandates } from '../../scripts/demonstration/deliver.ts';
import type { BoardSeat } from '../../scripts/demonstration/plan-types.ts';
import { head, type BrpPerson } from '../../scripts/generator/records.ts';
import { appointment, fullGround, messageIdOf, type Fields } from '../../scripts/demonstration/records.ts';
import { boardSeats } from '../../scripts/demonstration/seats.ts';
import { openDatabase } from '../../services/_platform/src/database/database.ts';
import { startReceiver, type Receiver } from '../../services/_platform/test/webhooks/receiver.ts';
import { eventually } from '../support/eventually.ts';
import { startStack, type TestStack } from '../support/stack.ts';

const PERSON: BrpPerson = {
  burgerservicenummer: '998765442',
  geboortedatum: '1971-03-29',
  geslacht: 'V',
  geslachtsnaam: 'Jansen',
  voornamen: 'An',
};

let stack: TestStack;
let seat: BoardSeat;
let token: string;
let today: string;
let receiver: Receiver;

beforeAll(async () => {
  // The intake dies when its first message has arrived and it has not written that down.
  stack = await startStack({
    services: ['sandbox', 'identity-vault', 'appointment-intake', 'register-state'],
    faultPoints: { 'appointment-intake': 'after-webhook-call' },
  });
  receiver = await startReceiver();
  seat = boardSeats()[0]!;
  await giveMandates(stack.endpoints, [seat]);
  await call('POST', `${stack.endpoints.sandbox}/brp/personen`, { body: [PERSON] });
  today = (await call<{ datum: string }>('GET', `${stack.endpoints.sandbox}/datum`)).datum;
  const claims = { oin: seat.supplierOin };
  token = await tokenFor(stack.endpoints, 'urn:lrr:aanlevering', { scope: ['aanleveren'], claims });
}, 120_000);
afterAll(async () => {
  await receiver.close();
  await stack.stop();
});

let sent = 0;
async function deliver(change: Fields): Promise<string> {
  sent += 1;
  const id = messageIdOf('webhooks', String(sent));
  const at = new Date(Date.parse(`${addDays(today, -1)}T12:00:00Z`) + sent * 1000);
  const body = { ...appointment(seat, PERSON, addDays(today, -10), [fullGround(seat)]), ...change };
  const berichten = [{ kop: head(seat, id, 'AANLEVEREN_BENOEMING', at), benoeming: body }];
  await ask('POST', '/v1/leveringen', { leveringId: messageIdOf('levering', String(sent)), berichten });
  return id;
}

function ask<T>(method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown): Promise<T> {
  return call<T>(method, `${stack.endpoints.intake}${path}`, { token, ...(body === undefined ? {} : { body }) });
}

/** A process that died is succeeded when its claim has run out; here that moment is now. */
async function letClaimsRunOut(): Promise<void> {
  const database = openDatabase({ url: stack.databases['appointment-intake'].url, applicationName: 'test' });
  await database.query('update webhook_lanes set claimed_until = now()');
  await database.close();
}

it('a supplier is told that a rejection waits, also when the intake dies meanwhile; repairing it closes the case', async () => {
  const webhook = `/v1/webhooks/${seat.board}/${seat.deliveryPoint}`;
  const { geheim } = await ask<{ geheim: string }>('PUT', webhook, { url: receiver.url });
  const verify = ({ headers, body }: Receiver['received'][number]) =>
    new Webhook(geheim).verify(body, headers as Record<string, string>) as { type: string; data: Fields };

  expect(await ask('POST', `${webhook}/proefaanroepen`)).toMatchObject({ uitkomst: 'AFGELEVERD', status: 204 });
  expect(verify(receiver.received[0]!)).toMatchObject({ type: 'ping' });

  const wrong = await deliver({ sector: 'ONZIN' });
  expect(await stack.exited('appointment-intake')).toMatchObject({ signal: 'SIGKILL' });
  await letClaimsRunOut();
  await stack.restart('appointment-intake');
  const [, first, again] = await eventually(() => (receiver.received.length >= 3 ? receiver.received : undefined), {
    what: 'the message that was sent again',
    withinMs: 30_000,
  });
  expect(verify(first!)).toMatchObject({
    type: 'terugkoppeling.wachtend',
    data: { bevoegdGezagNummer: seat.board, aanleverpuntnummer: seat.deliveryPoint, wachtend: 1 },
  });
  expect(again!.headers['webhook-id']).toBe(first!.headers['webhook-id']);
  expect(again!.body).toBe(first!.body);
  const answers = await eventually(async () => {
    const { antwoorden } = await ask<{ antwoorden: Fields[] }>('GET', webhook);
    return antwoorden.length === 2 ? antwoorden : undefined;
  });
  expect(answers[0]).toMatchObject({ uitkomst: 'AFGELEVERD', status: 204 });

  const cases = `/v1/afkeuringen?bevoegdGezagNummer=${seat.board}`;
  expect(await ask('GET', `${cases}&open=true`)).toMatchObject({ afkeuringen: [{ eersteBericht: wrong, open: true }] });
  await deliver({});
  await eventually(
    async () => {
      const { afkeuringen } = await ask<{ afkeuringen: Fields[] }>('GET', `${cases}&open=true`);
      return afkeuringen.length === 0 ? true : undefined;
    },
    { what: 'the closing of the case by the register', withinMs: 60_000 },
  );
  const maand = (await ask<{ afkeuringen: { geslotenOp: string }[] }>('GET', `${cases}&open=false`)).afkeuringen[0]!
    .geslotenOp;
  const figures = `/v1/leveranciers/${seat.supplierOin}/kwaliteit?maand=${maand.slice(0, 7)}`;
  expect(await ask('GET', figures)).toMatchObject({
    geleverd: 2,
    afgekeurd: 1,
    herstel: { aantal: 1, mediaanDagen: 0 },
  });
}, 180_000);
