import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { call, tokenFor } from '../../scripts/demonstration/clients.ts';
import { giveMandates } from '../../scripts/demonstration/deliver.ts';
import { boardSeats } from '../../scripts/demonstration/seats.ts';
import { startStack, type TestStack } from '../support/stack.ts';
import { checkEffects } from './check-effects.ts';
import { deliverAsLines } from './deliver-as-lines.ts';
import { campaignRecords, type Receipt } from './delivery-under-faults.ts';
import { populationOf, todayOf } from './population.ts';

/** Records taken in together when they come as lines. */
const PART = 100;
/** The process dies when this part is committed and nobody has been answered about it. */
const DIES_AT_PART = 3;

let stack: TestStack;

beforeAll(async () => {
  stack = await startStack();
}, 240_000);

afterAll(async () => {
  await stack.stop();
});

interface ShownDelivery {
  readonly toestand: string;
  readonly aantallen: { readonly ontvangen: number; readonly aangenomen: number };
}

describe('a large delivery whose intake is killed between two parts', () => {
  it('has what was committed, and sent again from its beginning, one effect of every record', async () => {
    const today = await todayOf(stack.endpoints);
    const persons = await populationOf(stack.endpoints, 20_000, 700);
    await giveMandates(stack.endpoints, boardSeats());
    const oin = boardSeats()[0]!.supplierOin;
    const all = campaignRecords({ seed: 'large-delivery', today, persons });
    const own = [...new Map(all.map((record) => [record.messageId, record])).values()];
    const sent = own.filter(({ seat }) => seat.supplierOin === oin);
    const lines = sent.map(({ record }) => record);
    expect(lines.length).toBeGreaterThan((DIES_AT_PART + 1) * PART);

    const leveringId = randomUUID();
    const shown = async (): Promise<ShownDelivery> => {
      const token = await tokenFor(stack.endpoints, 'urn:lrr:aanlevering', { scope: ['aanleveren'], claims: { oin } });
      return call('GET', `${stack.endpoints.intake}/v1/leveringen/${leveringId}`, { token });
    };
    await stack.kill('appointment-intake', 'SIGKILL');
    await stack.restart('appointment-intake', `after-commit-before-publish:${DIES_AT_PART}`);
    const broken = await deliverAsLines(stack.endpoints, oin, leveringId, lines);
    expect(await stack.exited('appointment-intake')).toMatchObject({ signal: 'SIGKILL' });
    expect(broken.closing).toBeUndefined();
    await stack.restart('appointment-intake');

    const half = await shown();
    expect(half.toestand).not.toBe('VOLLEDIG');
    expect(half.aantallen.ontvangen).toBeGreaterThan(broken.receipts.length);
    expect(half.aantallen.ontvangen).toBeLessThan(lines.length);

    const whole = await deliverAsLines(stack.endpoints, oin, leveringId, lines);
    expect(whole.closing).toMatchObject({ toestand: 'VOLLEDIG', aantal: lines.length });
    expect(whole.receipts.slice(0, broken.receipts.length)).toEqual(broken.receipts);
    expect(await shown()).toMatchObject({
      toestand: 'VOLLEDIG',
      aantallen: { ontvangen: lines.length, aangenomen: lines.length },
    });

    const receipts = new Map<string, Receipt[]>();
    for (const receipt of [...broken.receipts, ...whole.receipts]) {
      const id = receipt.identificatiecodeBedrijfsdocument;
      receipts.set(id, [...(receipts.get(id) ?? []), receipt]);
    }
    const source = { broker: stack.endpoints.kafka, prefix: stack.prefix };
    expect(await checkEffects(stack.endpoints, source, { sent, receipts, failedCalls: 1 })).toEqual([]);
  }, 360_000);
});
