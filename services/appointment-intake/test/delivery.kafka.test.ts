import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { eventually } from '../../../test/support/eventually.ts';
import { kafkaBrokers } from '../../../test/support/kafka.ts';
import { deterministicId } from '../../_platform/src/ids/deterministic-id.ts';
import { silentLogger } from '../../_platform/src/logging/create-logger.ts';
import { connectKafka } from '../../_platform/src/messaging/kafkajs/connect-kafka.ts';
import type { IncomingRecord, Messaging } from '../../_platform/src/messaging/messaging.ts';
import { shapeCheck } from '../../../schemas/message-book/v1/validators.ts';
import { startRunningIntake, supplierOin, type RunningIntake } from './support/running-intake.ts';
import { appointmentRecord, board, bsn, delivery, deletionRecord, type Json } from './support/records.ts';

let intake: RunningIntake;
let messaging: Messaging;
const commands: IncomingRecord[] = [];

beforeAll(async () => {
  intake = await startRunningIntake();
  await intake.giveMandate(supplierOin, board, '01');
  messaging = connectKafka({
    brokers: kafkaBrokers(),
    clientId: 'test',
    prefix: intake.prefix,
    log: silentLogger,
  });
  await messaging.subscribe({
    group: 'test',
    topics: ['lrr.opdracht.v1'],
    fromBeginning: true,
    onBatch: (batch) => {
      commands.push(...batch.records);
      batch.resolve(String(Number(batch.records.at(-1)?.offset ?? '0') + 1));
      return Promise.resolve();
    },
  });
});
afterAll(async () => {
  await messaging.close(5_000);
  await intake.stop();
});

const commandOf = (messageId: string): Promise<Json> =>
  eventually(
    () =>
      commands
        .map(({ value }) => JSON.parse(value?.toString() ?? 'null'))
        .find((command) => command.bron.berichtId === messageId),
    { what: 'the command of the record' },
  );

describe('an accepted record', () => {
  it('becomes a command without its person, keyed by register id, whose id follows from the receipt', async () => {
    const record = appointmentRecord({ personeelsnummer: 'P-7' });
    const { status, body } = await intake.call('POST', '/v1/leveringen', delivery(record));
    expect(status).toBe(202);
    const [receipt] = body.ontvangstbevestigingen;
    expect(receipt).toMatchObject({ statusMelding: 'B', signalen: [] });

    const messageId = record.kop.identificatiecodeBedrijfsdocument as string;
    const command = await commandOf(messageId);
    const { persoon: _, ...stand } = record.benoeming;
    expect(command).toEqual({
      id: deterministicId('opdracht', receipt.ontvangstId as string),
      soort: 'AANLEVEREN_BENOEMING',
      registratieId: `00000000-0000-4000-8000-000${bsn}`,
      vastgelegdOp: receipt.datumTijdOntvangst,
      bron: {
        kanaal: 'AANLEVERING',
        bevoegdGezagNummer: board,
        aanleverpuntnummer: '01',
        berichtId: messageId,
        datumTijdBedrijfsdocument: record.kop.datumTijdBedrijfsdocument,
        oinVerzender: record.kop.oinVerzender,
        oinLeverancier: supplierOin,
        meegegevenSignalen: [],
      },
      persoon: { aowBereikt: false, brpGekoppeld: true },
      inhoud: stand,
    });
    expect(intake.outside.vaultCalls.at(-1)).toMatchObject([{ burgerservicenummer: bsn, opdrachtId: command.id }]);
    // The register id of the stand-in ends in the number: look at the rest.
    expect(JSON.stringify({ ...command, registratieId: '' })).not.toContain(bsn);
    expect(shapeCheck('opdracht')(command)).toEqual([]);
    const wire = commands.find(({ value }) => value?.includes(messageId));
    expect(wire?.key?.toString()).toBe(command.registratieId);
    expect(wire?.headers['id']?.toString()).toBe(command.id);
    expect(wire?.headers['type']?.toString()).toBe('AANLEVEREN_BENOEMING');
    expect(wire?.headers['schemaversion']?.toString()).toBe('1');
  });

  it('fifty times at once: one command, one receipt', async () => {
    const record = appointmentRecord();
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => intake.call('POST', '/v1/leveringen', delivery(record))),
    );
    const receipts = answers.map(({ body }) => body.ontvangstbevestigingen[0]);
    for (const receipt of receipts) expect(receipt).toEqual(receipts[0]);
    expect(receipts[0].statusMelding).toBe('B');
    // A later command of the same person comes after all of them.
    const later = appointmentRecord();
    await intake.call('POST', '/v1/leveringen', delivery(later));
    await commandOf(later.kop.identificatiecodeBedrijfsdocument as string);
    const messageId = record.kop.identificatiecodeBedrijfsdocument as string;
    expect(commands.filter(({ value }) => value?.includes(messageId))).toHaveLength(1);
  });

  it('is answered in the stock when the register has spoken, and only then counts as answered', async () => {
    const record = deletionRecord();
    const messageId = record.kop.identificatiecodeBedrijfsdocument as string;
    const { body } = await intake.call('POST', '/v1/leveringen', delivery(record));
    expect(body.ontvangstbevestigingen[0].statusMelding).toBe('B');
    const unanswered = async () => {
      const token = await intake.outside.tokenFor({ rol: 'BEHEER' }, { audience: 'urn:lrr:beheer' });
      const answer = await intake.call('GET', '/beheer/v1/onbeantwoord?minuten=0', undefined, { token });
      return (answer.body.berichten as Json[]).map((row) => row.identificatiecodeBedrijfsdocument as string);
    };
    expect(await unanswered()).toContain(messageId);

    const feedback = {
      kop: {
        identificatiecodeBedrijfsdocument: randomUUID(),
        berichtsoort: 'TERUGKOPPELING_VERWIJDERING',
        berichtenboekVersie: '1.0',
        verzendendeInstantie: 'LRR',
        ontvangendeInstantie: board,
        verwijstNaar: messageId,
        datumTijdBedrijfsdocument: body.ontvangstbevestigingen[0].datumTijdOntvangst,
        bevoegdGezagNummer: board,
        aanleverpuntnummer: '01',
      },
      terugkoppelingVerwijdering: { benoemingvolgnummer: '1', signalen: [] },
    };
    const publisher = messaging.publisher('register');
    const message = {
      topic: 'lrr.terugkoppeling.v1',
      key: Buffer.from(`00000000-0000-4000-8000-000${bsn}`),
      value: Buffer.from(JSON.stringify(feedback)),
      headers: { id: feedback.kop.identificatiecodeBedrijfsdocument, type: 'TERUGKOPPELING_VERWIJDERING' },
    };
    // Kafka may deliver it twice: it is one row all the same.
    await publisher.publish([message, message]);
    await eventually(async () => ((await unanswered()).includes(messageId) ? undefined : true));

    const fetched = await intake.call('POST', '/v1/terugkoppelingen/ophalen', {
      bevoegdGezagNummer: board,
      aanleverpuntnummer: '01',
      volgnummerVerzoek: 1,
      maxAantal: 500,
    });
    expect(fetched.body).toEqual({ volgnummerVerzoek: 1, berichten: [feedback], restant: 0 });
  });
});
