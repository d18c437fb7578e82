/** What a service says about one thing it did with somebody's data. */
export interface ProcessingLine {
  /** UUID, random: the lines of one person must not end up together by their key. */
  readonly id: string;
  readonly activity: string;
  readonly at: Date;
  /** Folder name of the service that did it. */
  readonly executor: string;
  /** Who asked for it when that was not the service itself: another service, or `leraar`. */
  readonly onBehalfOf?: string;
  /** One pseudonym, never two: a line must not join privacy domains. */
  readonly subject: string;
  readonly domain: 'register' | 'matching' | 'portfolio';
  readonly purpose: string;
  /** The code under which another register was asked. */
  readonly purposeCode?: string;
}

/** A record of lrr.verwerking.v1, as the outbox takes it. */
export interface ProcessingLogRecord {
  readonly id: string;
  readonly topic: 'lrr.verwerking.v1';
  readonly key: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly value: string;
}

/**
 * A line of the processing log (Logboek Dataverwerkingen) in its wire shape, verwerking.schema.json. It has no trace
 * header: a line is found by its pseudonym alone.
 */
export function processingLogRecord(line: ProcessingLine): ProcessingLogRecord {
  return {
    id: line.id,
    topic: 'lrr.verwerking.v1',
    key: line.id,
    headers: { type: 'VERWERKING', schemaversion: '1' },
    value: JSON.stringify({
      id: line.id,
      verwerkingsactiviteit: line.activity,
      tijdstip: line.at.toISOString(),
      uitvoerder: line.executor,
      opVerzoekVan: line.onBehalfOf,
      betrokkene: line.subject,
      betrokkeneDomein: line.domain,
      doel: line.purpose,
      doelcode: line.purposeCode,
    }),
  };
}
