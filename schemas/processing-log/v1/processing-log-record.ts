/** What a service says about one thing it did with somebody's data. */
export interface ProcessingLine {
  /** UUID, random: the lines of one person must not end up together by their key. */
  readonly id: string;
  readonly activity: string;
  readonly at: Date;
  /** Folder name of the service that did it. */
  readonly executor: string;
  /** Who asked for it when that was not the service itself: another service, or a role (`leraar`, `bestuur`). */
  readonly onBehalfOf?: string | undefined;
  /** W3C trace context of the request it belongs to; never one that came from another privacy domain. */
  readonly traceparent?: string | undefined;
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
 * A line of the processing log (Logboek Dataverwerkingen) in its wire shape, verwerking.schema.json, which says what each
 * member is called in the standard. It has no trace header: a reader of the topic continues nobody's trace.
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
      traceId: line.traceparent?.slice(3, 35),
      spanId: line.traceparent?.slice(36, 52),
    }),
  };
}
