import { describe, expect, it } from '@jest/globals';
import { PoisonError } from '../../_platform/src/consumer/poison-error.ts';
import type { IncomingRecord } from '../../_platform/src/messaging/messaging.ts';
import { registrationEventsHandler } from '../src/messages/registration-events-handler.ts';
import type { VaultParts } from '../src/work/vault-parts.ts';
import { registrationEvent } from './register-records.ts';

const PERSON = '0198a9d2-6c4e-4b7e-9d53-0a5a9f2b7c11';
const handler = registrationEventsHandler({} as VaultParts);

function received(name: string, value?: Buffer): IncomingRecord {
  const { topic, key, headers, value: sent } = registrationEvent(PERSON, { name });
  return {
    topic,
    key,
    partition: 0,
    offset: '0',
    timestamp: 0,
    value: value ?? sent,
    headers: Object.fromEntries(Object.entries(headers).map(([header, text]) => [header, Buffer.from(text)])),
  };
}

describe('an event of the register', () => {
  it.each([
    ['registratie-gewijzigd', 'CHANGED'],
    ['sleutelgegevens-gewijzigd', 'KEYS_CHANGED'],
    ['persoon-vernietigd', 'DESTROYED'],
  ])('%s is followed', (name, kind) => {
    expect(handler.decode(received(name))).toMatchObject({ key: PERSON, expectedRecordKey: PERSON, message: { kind } });
    expect(() => handler.decode(received(name, Buffer.from('{}')))).toThrow(PoisonError);
  });

  it.each(['benoeming-geregistreerd', 'persoon-bekend', 'voorportaal-ingeschreven'])(
    '%s is passed by unread',
    (name) => {
      const decoded = handler.decode(received(name, Buffer.from('not JSON')));
      expect(decoded).toMatchObject({ key: PERSON, expectedRecordKey: PERSON });
      expect(decoded.message).toBeUndefined();
    },
  );

  it('without headers is read', () => {
    expect(handler.decode({ ...received('persoon-vernietigd'), headers: {} }).message).toMatchObject({
      kind: 'DESTROYED',
    });
  });
});
