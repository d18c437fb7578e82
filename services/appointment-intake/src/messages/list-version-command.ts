import type { CodeListName } from '../../../../schemas/code-lists/list-columns.ts';
import type { Row } from '../../../../schemas/code-lists/read-list.ts';
import type { Opdracht } from '../../../../schemas/message-book/v1/generated.ts';
import { deterministicId } from '../../../_platform/src/ids/deterministic-id.ts';
import type { OutboxRow } from '../../../_platform/src/outbox/outbox.ts';

/** The lists that the register judges with, and is told about. */
export const listsOfRegister = [
  'benoemingsgrondslagen',
  'vakken',
  'onderwijsactiviteiten',
  'mbo_vakgebieden',
] as const satisfies readonly CodeListName[];

export type ListOfRegister = (typeof listsOfRegister)[number];

export function isListOfRegister(name: string): name is ListOfRegister {
  return listsOfRegister.some((known) => known === name);
}

export interface ActivatedVersion {
  readonly name: ListOfRegister;
  readonly version: number;
  /** D: ingangsdatum. */
  readonly effective_from: string;
  readonly rows: readonly Row[];
}

/** LIJSTVERSIE for one partition: its id follows from list, version and partition, so that it counts once. */
export function listVersionCommand(version: ActivatedVersion, partition: number, at: string): OutboxRow {
  const versie = String(version.version);
  const command = {
    id: deterministicId('lijstversie', version.name, versie, String(partition)),
    soort: 'LIJSTVERSIE',
    vastgelegdOp: at,
    bron: { kanaal: 'LIJST' },
    inhoud: {
      naam: version.name,
      versie,
      ingangsdatum: version.effective_from,
      partitie: partition,
      rijen: [...version.rows],
    },
  } satisfies Opdracht;
  return {
    id: command.id,
    topic: 'lrr.opdracht.v1',
    key: `partitie-${partition}`,
    partition,
    value: JSON.stringify(command),
    headers: { type: command.soort, schemaversion: '1' },
  };
}
