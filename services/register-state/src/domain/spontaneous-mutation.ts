import { validAppointments } from './person.ts';
import type { Person } from './person.ts';

/** Record 15, to one delivery point: something changed at a person that the board did not report itself. */
export interface SpontaneousMutation {
  readonly kind: 'OVERLEDEN' | 'BSN_GEWIJZIGD' | 'NAAM_GEWIJZIGD' | 'BRP_GEKOPPELD';
  readonly board: string;
  readonly deliveryPoint: string;
  /** benoemingvolgnummers that came from this delivery point last. */
  readonly numbers: readonly string[];
}

/** One per board and delivery point that has the person now or will have him: to a former employer it is no concern. */
export function spontaneousMutations(person: Person, kind: SpontaneousMutation['kind']): SpontaneousMutation[] {
  const living = validAppointments(person).filter(({ phase }) => phase !== 'BEEINDIGD');
  const perPoint = Map.groupBy(living, ({ board, deliveryPoint }) => `${board} ${deliveryPoint}`);
  return [...perPoint.values()].flatMap((own) => {
    const [first] = own;
    if (first === undefined) return [];
    const { board, deliveryPoint } = first;
    return [{ kind, board, deliveryPoint, numbers: own.map(({ number }) => number) }];
  });
}
