import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from '@jest/globals';
import { DAY_TURN_EVENT_TYPES } from '../../src/sql/day-turn-event-types.ts';
import { eventNames } from '../apply/event-schemas.ts';

/** What no turn of a day ever tells, or (the last) only after something else. */
const NEVER_BY_A_TURN = [
  'benoeming-geregistreerd',
  'benoeming-gewijzigd',
  'benoeming-verwijderd',
  'persoon-bekend',
  'persoon-opgenomen',
  'persoon-hersteld',
  'onderwijs-opgegeven',
  'onderwijs-match-vastgesteld',
  'correctie-ingediend',
  'sleutelgegevens-gewijzigd',
  'registratie-gewijzigd',
];
const namedIn = (text: string): string[] => [...text.matchAll(/'([a-z-]+)'/g)].map(([, name]) => name ?? '');

// An event that a turn wrote about somebody is found by its type alone: one that is missing here would outlive him.
it('every event that a turn of the day may write is found when its person is destroyed', () => {
  const events = eventNames.filter((name) => name !== 'registratiestand');
  expect([...namedIn(DAY_TURN_EVENT_TYPES), ...NEVER_BY_A_TURN].sort()).toEqual([...events].sort());
});

it('by an index for the same events', () => {
  const migration = readFileSync(path.join(import.meta.dirname, '../../migrations/008-destruction.sql'), 'utf8');
  const index = migration.slice(migration.indexOf('event_log_of_day_turns'));
  expect(namedIn(index.slice(0, index.indexOf(';')))).toEqual(namedIn(DAY_TURN_EVENT_TYPES));
});
