import type { AppliedEvent } from '../apply/applied-command.ts';

/**
 * The events that the board whose delivery is tried may know of: those of its own appointments, their anteroom entries and
 * its own key data. What becomes of the person says what he stated, asked for, or has at another board (register.md,
 * section 6), and a trial costs nothing: with it anybody who delivers could ask.
 */
export function toldToBoard<E extends Pick<AppliedEvent, 'data'>>(events: readonly E[], board: string): E[] {
  return events
    .filter(({ data }) => data['bevoegdGezagNummer'] === board)
    .map((event) => {
      const { persoon: _person, ...data } = event.data;
      return { ...event, data };
    });
}
