import { randomUUID } from 'node:crypto';
import type { OutboxRow } from '../../../_platform/src/outbox/outbox.ts';

/** What the vault does with somebody's data, as the register of processing activities names it. */
export type ProcessingActivity =
  | 'PERSOON_HERKENNEN'
  | 'BRP_GEGEVENS_BIJWERKEN'
  | 'DIPLOMAREGISTER_RAADPLEGEN'
  | 'PORTFOLIOSLEUTEL_UITPAKKEN'
  | 'PORTFOLIOSLEUTEL_VERNIETIGEN'
  | 'PSEUDONIEMEN_OPZOEKEN';

const PURPOSES: Readonly<Record<ProcessingActivity, string>> = {
  PERSOON_HERKENNEN: 'Vaststellen over wie een aangeleverde benoeming gaat',
  BRP_GEGEVENS_BIJWERKEN: 'De gegevens uit de Basisregistratie Personen actueel houden',
  DIPLOMAREGISTER_RAADPLEGEN: 'Opgegeven onderwijs vergelijken met het diplomaregister',
  PORTFOLIOSLEUTEL_UITPAKKEN: 'De leraar toegang geven tot het eigen portfolio',
  PORTFOLIOSLEUTEL_VERNIETIGEN: 'Het portfolio wissen op verzoek van de leraar',
  PSEUDONIEMEN_OPZOEKEN: 'Toetsen in de oefenomgeving',
};

export interface ProcessingLine {
  readonly activity: ProcessingActivity;
  readonly at: Date;
  /** Who asked for it: a service, or `leraar`. */
  readonly onBehalfOf: string;
  /** One pseudonym, never two: a line must not join privacy domains. */
  readonly subject: string;
  readonly domain: 'register' | 'matching' | 'portfolio';
  /** The code under which another register was asked. */
  readonly purposeCode?: string;
}

/**
 * A line of the processing log (Logboek Dataverwerkingen) for the outbox. The key is random, so that the lines of one
 * person are not together; there is no trace header, so that a line is found by its pseudonym alone.
 */
export function processingLine({ activity, at, onBehalfOf, subject, domain, purposeCode }: ProcessingLine): OutboxRow {
  const id = randomUUID();
  return {
    id,
    topic: 'lrr.verwerking.v1',
    key: id,
    value: JSON.stringify({
      id,
      verwerkingsactiviteit: activity,
      tijdstip: at.toISOString(),
      uitvoerder: 'identity-vault',
      opVerzoekVan: onBehalfOf,
      betrokkene: subject,
      betrokkeneDomein: domain,
      doel: PURPOSES[activity],
      doelcode: purposeCode,
    }),
    headers: { type: 'VERWERKING', schemaversion: '1' },
  };
}
