import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { Bericht, OpgehaaldeTerugkoppeling, Ontvangstbevestiging } from './generated.ts';

/** A record as it is sent, at a moment, in circumstances. */
export interface SentRecord {
  /** DT: time of receipt. */
  readonly ontvangen: string;
  readonly bericht: object;
  /** What others say of it; left out: there is a mandate, and the vault recognises the person without a signal. */
  readonly omstandigheden?: {
    readonly machtiging?: false;
    readonly kluis?: {
      readonly registratieId?: string;
      readonly signalen: { readonly code: string; readonly veld: string }[];
    };
  };
}

/** What happens before the record of an example: another record, or a command to the register that no record gives. */
export type ExampleStep = SentRecord | { readonly opdracht: Readonly<Record<string, unknown>> };

/**
 * An example of the message book, with the answer that it gets. A test judges each with the services' own judgement, so
 * that an example cannot lie; the documentation shows them.
 */
export interface WorkedExample extends SentRecord {
  /** One Dutch sentence. */
  readonly situatie: string;
  readonly vooraf?: readonly ExampleStep[];
  readonly ontvangstbevestiging: Ontvangstbevestiging;
  /** What is fetched later. */
  readonly terugkoppeling?: OpgehaaldeTerugkoppeling;
  /** Of a signal: the nearest record that does not give it, in the same circumstances unless they are the cause. */
  readonly zonderSignaal?: Bericht;
}

const folder = path.join(import.meta.dirname, 'worked-examples');

/** By signal: the smallest record that gives it. */
export function signalExamples(): ReadonlyMap<string, WorkedExample> {
  return examplesNamed(/^signaal-([0-9]{3})\.json$/);
}

/** By number of the record type that is sent. */
export function recordExamples(): ReadonlyMap<string, WorkedExample> {
  return examplesNamed(/^bericht-([0-9]{1,2})\.json$/);
}

function examplesNamed(pattern: RegExp): ReadonlyMap<string, WorkedExample> {
  const found = readdirSync(folder).flatMap((file) => {
    const name = pattern.exec(file)?.[1];
    return name === undefined
      ? []
      : [[name, JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as WorkedExample] as const];
  });
  return new Map(found);
}
