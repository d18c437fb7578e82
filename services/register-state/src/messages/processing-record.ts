import { newId } from '../../../_platform/src/ids/new-id.ts';
import type { OutboxRow } from '../../../_platform/src/outbox/outbox.ts';

export type ProcessingActivity = 'REGISTRATIE_INZIEN' | 'REGISTRATIEOVERZICHT_OPVRAGEN' | 'ONDERWIJS_OPGEVEN';

const PURPOSES: Readonly<Record<ProcessingActivity, string>> = {
  REGISTRATIE_INZIEN: 'Een bevoegde leest de registratie van een leraar',
  REGISTRATIEOVERZICHT_OPVRAGEN: 'Een bestuur vergelijkt zijn eigen benoemingen met het register',
  ONDERWIJS_OPGEVEN: 'De leraar geeft op welk onderwijs hij geeft',
};

/** A line of the processing log (Logboek Dataverwerkingen): one pseudonym, and nothing of what was read. */
export function processingRecord(activity: ProcessingActivity, registerId: string, at: Date): OutboxRow {
  const id = newId();
  return {
    id,
    topic: 'lrr.verwerking.v1',
    key: id,
    headers: { type: 'VERWERKING', schemaversion: '1' },
    value: JSON.stringify({
      id,
      verwerkingsactiviteit: activity,
      tijdstip: at.toISOString(),
      uitvoerder: 'register-state',
      betrokkene: registerId,
      betrokkeneDomein: 'register',
      doel: PURPOSES[activity],
    }),
  };
}
