import type { Fault, Sound } from './fault.ts';
import type { Fields } from './records.ts';

// What a fault changes in a sound record; all the rest stays as it was.

export const kop = (change: Fields) => (sound: Sound) => ({ kop: { ...sound.kop, ...change } });
export const body =
  (change: (sound: Sound) => Fields) =>
  (sound: Sound): { body: Fields } => ({ body: { ...sound.body, ...change(sound) } });
export const person = (change: (sound: Sound) => Fields): Fault['spoil'] =>
  body((sound) => ({ persoon: { ...(sound.body['persoon'] as Fields), ...change(sound) } }));
export const without = (fields: Fields, name: string): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([field]) => field !== name));

interface Period extends Fields {
  readonly datumBegin: string;
  readonly grondslagen: readonly Fields[];
}
export const firstPeriod = (sound: Sound): Period => (sound.body['perioden'] as Period[])[0] as Period;
export const firstGround = (sound: Sound): Fields => firstPeriod(sound).grondslagen[0] as Fields;
export const period = (change: (sound: Sound) => Fields): Fault['spoil'] =>
  body((sound) => ({ perioden: [{ ...firstPeriod(sound), ...change(sound) }] }));
export const ground = (change: (sound: Sound) => Fields): Fault['spoil'] =>
  period((sound) => ({ grondslagen: [{ ...firstGround(sound), ...change(sound) }] }));
export const begin = (sound: Sound): string => sound.body['datumIngangBenoeming'] as string;
export const locationOf = (sound: Sound): string => (firstGround(sound)['vestigingen'] as string[])[0] as string;
