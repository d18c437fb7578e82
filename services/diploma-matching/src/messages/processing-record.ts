import { processingLogRecord } from '../../../../schemas/processing-log/v1/processing-log-record.ts';
import { newId } from '../../../_platform/src/ids/new-id.ts';
import type { OutboxRow } from '../../../_platform/src/outbox/outbox.ts';
import type { MatchingId } from '../domain/ids.ts';

export type ProcessingActivity = 'DIPLOMA_VERGELIJKEN' | 'DIPLOMAMATCH_INZIEN' | 'DIPLOMAVERGELIJKING_VERNIETIGEN';

const purposes: Readonly<Record<ProcessingActivity, string>> = {
  DIPLOMA_VERGELIJKEN: 'Vergelijken van opgegeven onderwijs met het diplomaregister',
  DIPLOMAVERGELIJKING_VERNIETIGEN: 'De registratie van deze persoon is na de bewaartermijn vernietigd',
  DIPLOMAMATCH_INZIEN: 'Beheer: inzien van de uitkomst van een vergelijking',
};

/** A line of the processing log (Logboek Dataverwerkingen): one pseudonym, of the matching domain alone. */
export function processingRecord(activity: ProcessingActivity, matchingId: MatchingId, at: Date): OutboxRow {
  return processingLogRecord({
    id: newId(),
    activity,
    at,
    executor: 'diploma-matching',
    subject: matchingId,
    domain: 'matching',
    purpose: purposes[activity],
  });
}
