import { randomUUID } from 'node:crypto';
import { processingLogRecord } from '../../../../schemas/processing-log/v1/processing-log-record.ts';
import type { ProcessingLine } from '../../../../schemas/processing-log/v1/processing-log-record.ts';
import type { OutboxRow } from '../../../_platform/src/outbox/outbox.ts';

/** What the vault does with somebody's data, as the register of processing activities names it. */
export type ProcessingActivity =
  | 'PERSOON_HERKENNEN'
  | 'PERSOON_OPZOEKEN'
  | 'NUMMER_UITGEVEN'
  | 'BRP_GEGEVENS_BIJWERKEN'
  | 'DIPLOMAREGISTER_RAADPLEGEN'
  | 'PORTFOLIOSLEUTEL_UITPAKKEN'
  | 'PORTFOLIOSLEUTEL_VERNIETIGEN'
  | 'KOPPELING_VERNIETIGEN'
  | 'PSEUDONIEMEN_OPZOEKEN';

const PURPOSES: Readonly<Record<ProcessingActivity, string>> = {
  PERSOON_HERKENNEN: 'Vaststellen over wie een aangeleverde benoeming gaat',
  PERSOON_OPZOEKEN: 'Vaststellen over wie een bevoegd gezag een registratieoverzicht vraagt',
  NUMMER_UITGEVEN: 'Een bevoegd gezag zeggen over wie een overzicht of een mutatie gaat',
  BRP_GEGEVENS_BIJWERKEN: 'De gegevens uit de Basisregistratie Personen actueel houden',
  DIPLOMAREGISTER_RAADPLEGEN: 'Opgegeven onderwijs vergelijken met het diplomaregister',
  PORTFOLIOSLEUTEL_UITPAKKEN: 'De leraar toegang geven tot het eigen portfolio',
  PORTFOLIOSLEUTEL_VERNIETIGEN: 'Het portfolio wissen op verzoek van de leraar',
  KOPPELING_VERNIETIGEN: 'De registratie van deze persoon is na de bewaartermijn vernietigd',
  PSEUDONIEMEN_OPZOEKEN: 'Toetsen in de oefenomgeving',
};

/** What the vault says of a line; the rest is the same for all of them. */
export type VaultProcessing = Pick<ProcessingLine, 'at' | 'subject' | 'domain' | 'purposeCode'> & {
  readonly activity: ProcessingActivity;
  /** Who asked for it: a service, or `leraar`. */
  readonly onBehalfOf: string;
};

/** A line of the processing log (Logboek Dataverwerkingen) for the outbox. */
export function processingRecord(line: VaultProcessing): OutboxRow {
  return processingLogRecord({
    ...line,
    id: randomUUID(),
    executor: 'identity-vault',
    purpose: PURPOSES[line.activity],
  });
}
