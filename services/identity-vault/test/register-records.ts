import { randomUUID } from 'node:crypto';
import type { IncomingRecord, OutgoingRecord } from '../../_platform/src/messaging/messaging.ts';

/** An event as the register publishes it. */
export function registrationEvent(
  registerId: string,
  o: { name?: string; commandId?: string; id?: string } = {},
): OutgoingRecord {
  const id = o.id ?? randomUUID();
  const type = `nl.lerarenregister.${o.name ?? 'registratie-gewijzigd'}.v1`;
  const value = {
    specversion: '1.0',
    id,
    type,
    source: 'urn:nld:oin:00000001003214345000:systeem:register-state',
    subject: registerId,
    time: '2020-09-01T10:00:00.000Z',
    sequence: '0000000001',
    causationid: o.commandId ?? randomUUID(),
    data: {},
  };
  return {
    topic: 'lrr.registratie.v1',
    key: Buffer.from(registerId),
    value: Buffer.from(JSON.stringify(value)),
    headers: { id, type, schemaversion: '1', 'content-type': 'application/cloudevents+json' },
  };
}

/** A teacher's statement as the register publishes it. */
export function teachingStatement(
  registerId: string,
  o: { claimId?: string; onderwijs?: object; statedAt?: string } = {},
): OutgoingRecord {
  const claimId = o.claimId ?? randomUUID();
  return {
    topic: 'lrr.onderwijsopgave.v1',
    key: Buffer.from(registerId),
    value: Buffer.from(
      JSON.stringify({
        claimId,
        registratieId: registerId,
        onderwijs: o.onderwijs ?? { aanduiding: 'LERAAR_VO', vak: 'ENGELS', gebied: 'VO' },
        opgegevenOp: o.statedAt ?? '2020-09-01T10:00:00.000Z',
      }),
    ),
    headers: { id: claimId, type: 'ONDERWIJSOPGAVE', schemaversion: '1' },
  };
}

export function valueOf(record: IncomingRecord | undefined): Readonly<Record<string, unknown>> {
  return JSON.parse(record?.value?.toString('utf8') ?? 'null') as Readonly<Record<string, unknown>>;
}
