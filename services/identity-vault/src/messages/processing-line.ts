import { newId } from '../../../_platform/src/ids/new-id.ts';
import type { OutboxRow } from '../../../_platform/src/outbox/outbox.ts';

export const PROCESSING_TOPIC = 'lrr.verwerking.v1';

/** What the vault does with somebody's data, as the register of processing activities names it. */
export type ProcessingActivity =
  | 'persoon-herkennen'
  | 'brp-gegevens-bijwerken'
  | 'diplomaregister-raadplegen'
  | 'portfoliosleutel-uitpakken'
  | 'portfoliosleutel-vernietigen'
  | 'pseudoniemen-opzoeken';

const PURPOSES: Readonly<Record<ProcessingActivity, string>> = {
  'persoon-herkennen': 'Vaststellen over wie een aangeleverde benoeming gaat',
  'brp-gegevens-bijwerken': 'De gegevens uit de Basisregistratie Personen actueel houden',
  'diplomaregister-raadplegen': 'Een opgave van onderwijs vergelijken met diploma’s',
  'portfoliosleutel-uitpakken': 'De leraar toegang geven tot het eigen portfolio',
  'portfoliosleutel-vernietigen': 'Het portfolio wissen op verzoek van de leraar',
  'pseudoniemen-opzoeken': 'Toetsen in de oefenomgeving',
};

export interface ProcessingLine {
  readonly activity: ProcessingActivity;
  readonly at: Date;
  /** Who asked for it: a service, or `leraar`. */
  readonly onBehalfOf: string;
  /** One pseudonym, never two: a line must not join privacy domains. */
  readonly subject: string;
  readonly domain: 'register' | 'matching' | 'portfolio';
}

/**
 * A line of the processing log (Logboek Dataverwerkingen) for the outbox. The key is random, so that the lines of one
 * person are not together; there is no trace header, so that a line is found by its pseudonym alone.
 */
export function processingLine({ activity, at, onBehalfOf, subject, domain }: ProcessingLine): OutboxRow {
  const id = newId();
  return {
    id,
    topic: PROCESSING_TOPIC,
    key: id,
    value: JSON.stringify({
      id,
      verwerkingsactiviteit: `urn:lrr:verwerkingsactiviteit:${activity}`,
      tijdstip: at.toISOString(),
      uitvoerder: 'identity-vault',
      opVerzoekVan: onBehalfOf,
      betrokkene: subject,
      betrokkeneDomein: domain,
      doel: PURPOSES[activity],
    }),
    headers: { type: 'VERWERKING', schemaversion: '1' },
  };
}
