import type { Opdracht, Stand } from '../../../schemas/message-book/v1/generated.ts';
import { addDays } from '../src/domain/calendar.ts';
import { snapshot } from './wire.ts';

const GROUNDS = ['501', '502', '503', '504'];
const LOCATIONS = Array.from({ length: 50 }, (_, index) => `00AH${String(index).padStart(2, '0')}`);
const grondslagen = GROUNDS.map((benoemingsgrondslag) => ({ benoemingsgrondslag, vestigingen: LOCATIONS }));
const perioden = Array.from({ length: 100 }, (_, index) => {
  const datumBegin = addDays('2020-08-01', index);
  return { datumBegin, ...(index === 99 ? {} : { datumEind: datumBegin }), grondslagen };
}) as unknown as Stand['perioden'];

/** About as large as a record may be: 0.2 MB. */
export function largeSnapshot(o: {
  readonly person: string;
  readonly day: string;
  readonly number?: string;
  readonly board?: string;
}): Opdracht {
  return snapshot({ ...o, stand: { perioden } });
}
