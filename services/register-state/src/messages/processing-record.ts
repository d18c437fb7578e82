import { processingLogRecord } from '../../../../schemas/processing-log/v1/processing-log-record.ts';
import { newId } from '../../../_platform/src/ids/new-id.ts';
import type { OutboxRow } from '../../../_platform/src/outbox/outbox.ts';

export type ProcessingActivity =
  | 'REGISTRATIE_INZIEN'
  | 'REGISTRATIEOVERZICHT_OPVRAGEN'
  | 'ONDERWIJS_OPGEVEN'
  | 'UITSCHRIJVING_VERZOEKEN'
  | 'BEHOUD_NA_PENSIOEN_VERZOEKEN'
  | 'CORRECTIE_AANVRAGEN'
  | 'CORRECTIES_BEWAKEN';

const PURPOSES: Readonly<Record<ProcessingActivity, string>> = {
  REGISTRATIE_INZIEN: 'Een bevoegde leest de registratie van een leraar',
  REGISTRATIEOVERZICHT_OPVRAGEN: 'Een bestuur vergelijkt zijn eigen benoemingen met het register',
  ONDERWIJS_OPGEVEN: 'De leraar geeft op welk onderwijs hij geeft',
  UITSCHRIJVING_VERZOEKEN: 'De leraar vraagt uit het register te worden geschreven',
  BEHOUD_NA_PENSIOEN_VERZOEKEN: 'De leraar vraagt na zijn pensioen in het register te blijven',
  CORRECTIE_AANVRAGEN: 'De leraar vraagt zijn bestuur een benoeming te verbeteren',
  CORRECTIES_BEWAKEN: 'Het beheer ziet welke verzoeken om verbetering te lang openstaan',
};

/** A line of the processing log (Logboek Dataverwerkingen): one pseudonym, and nothing of what was read. */
export function processingRecord(activity: ProcessingActivity, registerId: string, at: Date): OutboxRow {
  return processingLogRecord({
    id: newId(),
    activity,
    at,
    executor: 'register-state',
    subject: registerId,
    domain: 'register',
    purpose: PURPOSES[activity],
  });
}
