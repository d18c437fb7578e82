import { expect } from '@jest/globals';
import { loggedEvents } from '../../src/apply/judge.ts';
import { composeEvent } from '../../src/publish/compose-records.ts';
import { eventFaults } from '../apply/event-schemas.ts';
import type { Judged } from './played-history.ts';

const SOURCE = 'urn:nld:oin:00000099000000001000:systeem:register-state';

const isStatus = (value: unknown): boolean => /^\{"status":"BEWAARD","reden":"[A-Z]+"\}$/.test(JSON.stringify(value));

/** What a consumer may read of somebody kept: that he is, why, and the names of events. */
function saysNothing(type: string, data: Readonly<Record<string, unknown>>): boolean {
  const members = Object.keys(data).join();
  if (type === 'persoon-bewaard') return members === 'voor,na' && isStatus(data['voor']) && isStatus(data['na']);
  if (type !== 'registratie-gewijzigd') return JSON.stringify(data) === '{"status":"BEWAARD"}';
  return (
    members === 'wijzigingen' && (data['wijzigingen'] as string[]).every((name) => /^[a-z]+(-[a-z]+)+$/.test(name))
  );
}

/** What goes out of a command that finds somebody kept and leaves him so has no content; what goes out of another has. */
export function expectNothingOfKept({ command, today, before, after, events }: Judged): void {
  const kept = [before, after].filter(({ status }) => status.kind === 'BEWAARD').length;
  if (kept === 0) return;
  const wire = { id: command.id, inhoud: command.kind === 'snapshot' ? command.snapshot : {} };
  const wrong = loggedEvents(before, after, events).filter((event) => {
    const { text } = composeEvent({ wire, recordedAt: `${today}T10:00:00.000Z` }, event, SOURCE);
    const told = JSON.parse(text) as { type: string; data: Record<string, unknown> };
    if (kept < 2) return 'status' in told.data;
    return !saysNothing(event.type, told.data) || eventFaults(told).length > 0;
  });
  expect(wrong).toEqual([]);
}
