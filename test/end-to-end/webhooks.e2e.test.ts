import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import { addDays } from '../../services/_platform/src/clock/amsterdam.ts';
import { call } from '../../scripts/demonstration/clients.ts';
import { appointment, fullGround, type Fields } from '../../scripts/demonstration/records.ts';
import { openDatabase } from '../../services/_platform/src/database/database.ts';
import { startReceiver, type Receiver } from '../../services/_platform/test/webhooks/receiver.ts';
import { eventually } from '../support/eventually.ts';
import { PERSON, startOneBoard, type OneBoard } from '../support/one-board.ts';

let board: OneBoard;
let token: string;
let receiver: Receiver;

beforeAll(async () => {
  // The intake dies when its first message has arrived and it has not written that down.
  board = await startOneBoard({ faultPoints: { 'appointment-intake': 'after-webhook-call' } });
  receiver = await startReceiver();
  token = await board.supplierToken();
}, 120_000);
afterAll(async () => {
  await receiver.close();
  await board.stack.stop();
});

async function deliver(change: Fields): Promise<string> {
  const sound = appointment(board.seat, PERSON, addDays(board.today(), -10), [fullGround(board.seat)]);
  return (await board.send('AANLEVEREN_BENOEMING', { benoeming: { ...sound, ...change } })).id;
}

function ask<T>(method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown): Promise<T> {
  return call<T>(method, `${board.stack.endpoints.intake}${path}`, { token, ...(body === undefined ? {} : { body }) });
}

/** A process that died is succeeded when its claim has run out; here that moment is now. */
async function letClaimsRunOut(): Promise<void> {
  const database = openDatabase({ url: board.stack.databases['appointment-intake'].url, applicationName: 'test' });
  await database.query('update webhook_lanes set claimed_until = now()');
  await database.close();
}

it('a supplier is told that a rejection waits, also when the intake dies meanwhile; repairing it closes the case', async () => {
  const webhook = `/v1/webhooks/${board.seat.board}/${board.seat.deliveryPoint}`;
  const { geheim } = await ask<{ geheim: string }>('PUT', webhook, { url: receiver.url });
  const verify = ({ headers, body }: Receiver['received'][number]) =>
    new Webhook(geheim).verify(body, headers as Record<string, string>) as { type: string; data: Fields };

  expect(await ask('POST', `${webhook}/proefaanroepen`)).toMatchObject({ uitkomst: 'AFGELEVERD', status: 204 });
  expect(verify(receiver.received[0]!)).toMatchObject({ type: 'ping' });

  const wrong = await deliver({ sector: 'ONZIN' });
  expect(await board.stack.exited('appointment-intake')).toMatchObject({ signal: 'SIGKILL' });
  await letClaimsRunOut();
  await board.stack.restart('appointment-intake');
  const [, first, again] = await eventually(() => (receiver.received.length >= 3 ? receiver.received : undefined), {
    what: 'the message that was sent again',
    withinMs: 30_000,
  });
  expect(verify(first!)).toMatchObject({
    type: 'terugkoppeling.wachtend',
    data: { bevoegdGezagNummer: board.seat.board, aanleverpuntnummer: board.seat.deliveryPoint, wachtend: 1 },
  });
  expect(again!.headers['webhook-id']).toBe(first!.headers['webhook-id']);
  expect(again!.body).toBe(first!.body);
  const answers = await eventually(async () => {
    const { antwoorden } = await ask<{ antwoorden: Fields[] }>('GET', webhook);
    return antwoorden.length === 2 ? antwoorden : undefined;
  });
  expect(answers[0]).toMatchObject({ uitkomst: 'AFGELEVERD', status: 204 });

  const cases = `/v1/afkeuringen?bevoegdGezagNummer=${board.seat.board}`;
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
  const figures = `/v1/leveranciers/${board.seat.supplierOin}/kwaliteit?maand=${maand.slice(0, 7)}`;
  expect(await ask('GET', figures)).toMatchObject({
    geleverd: 2,
    afgekeurd: 1,
    herstel: { aantal: 1, mediaanDagen: 0 },
  });
}, 180_000);
