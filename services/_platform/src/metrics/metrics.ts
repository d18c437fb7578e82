import client from 'prom-client';

/** Labels that may exist. None of them may ever hold anything about a person, or grow without bound. */
export type LabelName =
  | 'code'
  | 'consumer'
  | 'kind'
  | 'method'
  | 'name'
  | 'outcome'
  | 'partition'
  | 'relay'
  | 'route'
  | 'slot'
  | 'state'
  | 'status'
  | 'topic'
  | 'upstream';

export type Labels = Partial<Record<LabelName, string | number>>;

interface MetricOptions {
  /** snake_case with the unit at the end, for instance `outbox_rows` or `batch_duration_seconds`; `lrr_` is put before it. */
  readonly name: string;
  readonly help: string;
  readonly labels?: readonly LabelName[];
}

export interface Counter {
  increase(labels?: Labels, by?: number): void;
}
export interface Gauge {
  set(value: number, labels?: Labels): void;
}
export interface Histogram {
  observe(value: number, labels?: Labels): void;
}

/** The figures of one process. Asking for a name that exists gives the existing one, so parts need not share objects. */
export interface Metrics {
  counter(o: MetricOptions): Counter;
  /** With `collect`, the value is asked for at the moment somebody reads the metrics. */
  gauge(o: MetricOptions & { readonly collect?: (gauge: Gauge) => Promise<void> | void }): Gauge;
  histogram(o: MetricOptions & { readonly buckets?: readonly number[] }): Histogram;
  /** All figures in the Prometheus text format. */
  exposition(): Promise<{ readonly contentType: string; readonly body: string }>;
}

export function createMetrics(o: { service: string }): Metrics {
  const registry = new client.Registry();
  registry.setDefaultLabels({ service: o.service });
  client.collectDefaultMetrics({ register: registry });

  const made = new Map<string, Counter | Gauge | Histogram>();
  const once = <M extends Counter | Gauge | Histogram>(name: string, make: (fullName: string) => M): M => {
    const existing = made.get(name);
    if (existing !== undefined) return existing as M;
    const metric = make(`lrr_${name}`);
    made.set(name, metric);
    return metric;
  };

  return {
    counter: ({ name, help, labels = [] }) =>
      once(name, (fullName) => {
        const counter = new client.Counter({ name: fullName, help, labelNames: [...labels], registers: [registry] });
        return {
          increase: (values = {}, by = 1) => {
            counter.inc(values, by);
          },
        };
      }),
    gauge: ({ name, help, labels = [], collect }) =>
      once(name, (fullName) => {
        const wrapped: Gauge = {
          set: (value, values = {}) => {
            gauge.set(values, value);
          },
        };
        const gauge: client.Gauge = new client.Gauge({
          name: fullName,
          help,
          labelNames: [...labels],
          registers: [registry],
          ...(collect === undefined ? {} : { collect: () => collect(wrapped) }),
        });
        return wrapped;
      }),
    histogram: ({ name, help, labels = [], buckets }) =>
      once(name, (fullName) => {
        const histogram = new client.Histogram({
          name: fullName,
          help,
          labelNames: [...labels],
          registers: [registry],
          ...(buckets === undefined ? {} : { buckets: [...buckets] }),
        });
        return {
          observe: (value, values = {}) => {
            histogram.observe(values, value);
          },
        };
      }),
    exposition: async () => ({ contentType: registry.contentType, body: await registry.metrics() }),
  };
}
