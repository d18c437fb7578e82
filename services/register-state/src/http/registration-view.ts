import type { Onderwijs, Registratieplek, Stand } from '../../../../schemas/message-book/v1/generated.ts';
import type { AnteroomEntry } from '../domain/anteroom-entry.ts';
import { isSameAppointment } from '../domain/appointment.ts';
import type { AppointmentKey, ValidAppointment } from '../domain/appointment.ts';
import { OPEN_END } from '../domain/calendar.ts';
import type { Day } from '../domain/calendar.ts';
import { contestedAppointments } from '../domain/contested.ts';
import type { Contested } from '../domain/contested.ts';
import type { GroundBook } from '../domain/ground-book.ts';
import { validAppointments, viewOf } from '../domain/person.ts';
import type { MatchResult, Person, View } from '../domain/person.ts';
import type { PersonStatus } from '../domain/person-status.ts';
import type { RegistrationOnDay } from '../domain/registration-on-day.ts';
import { registrationPlaces } from '../domain/registration-places.ts';
import { teachingOf } from '../domain/teaching.ts';
import { sequenceText } from '../publish/sequence-text.ts';
import { correctionView } from './correction-view.ts';
import type { CorrectionView } from './correction-view.ts';

export interface AppointmentView {
  readonly bevoegdGezagNummer: string;
  readonly benoemingvolgnummer: string;
  readonly stand: Stand;
  readonly registratieplekken: readonly Registratieplek[];
  /** JSON Pointers into the stand that are in question. */
  readonly inOnderzoek?: readonly string[];
}

export interface EntryView {
  readonly bevoegdGezagNummer: string;
  readonly benoemingvolgnummer: string;
  readonly benoemingsgrondslag: string;
  readonly onderwijs: Onderwijs;
  readonly status: string;
  readonly reden?: string;
  readonly uiterlijkeDatum?: string;
}

interface StatementView {
  readonly onderwijs: Onderwijs;
  readonly opgegevenOp: string;
  readonly match?: Pick<MatchResult, 'uitkomst' | 'regel' | 'toelichting' | 'vervolgstap'>;
}

/** Answer of GET /v1/registraties/{registratieId} (register's law, section 5); who-sees-what.ts says who gets which part. */
export interface RegistrationView {
  readonly registratieId: string;
  readonly status: PersonStatus['kind'];
  readonly reden?: string;
  readonly beeld: View;
  readonly benoemingen: readonly AppointmentView[];
  readonly voorportaal: readonly EntryView[];
  readonly opgaven: readonly StatementView[];
  readonly correcties: readonly CorrectionView[];
  readonly volgnummer: string;
}

/** What of a person holds on one day. */
export type ShownOnDay = RegistrationOnDay & { readonly day: Day };

/** @param onDay all that is shown of him, when a day was asked; terms are reckoned over all of his appointments still */
export function registrationView(person: Person, book: GroundBook, onDay?: ShownOnDay): RegistrationView {
  const shown = onDay ?? { ...person, appointments: validAppointments(person) };
  const { status } = shown;
  const contested = contestedAppointments(shown);
  return {
    registratieId: person.id,
    status: status.kind,
    ...(status.kind === 'BEWAARD' ? { reden: status.reason } : {}),
    beeld: viewOf(shown),
    benoemingen: shown.appointments.map((appointment) => ({
      ...appointmentView(person, appointment, book, onDay?.day),
      ...inQuestion(contested, appointment),
    })),
    voorportaal: shown.entries.map(entryView),
    opgaven: statementViews(shown),
    correcties: shown.corrections.map(correctionView),
    volgnummer: sequenceText(person.sequence),
  };
}

/** Absent when nothing of the appointment is. */
export function inQuestion(contested: readonly Contested[], key: AppointmentKey): Pick<AppointmentView, 'inOnderzoek'> {
  const found = contested.find((one) => isSameAppointment(one, key));
  return found === undefined ? {} : { inOnderzoek: found.fields };
}

export function appointmentView(
  person: Pick<Person, 'appointments'>,
  appointment: ValidAppointment,
  book: GroundBook,
  day?: Day,
): AppointmentView {
  const places = registrationPlaces(person, appointment, appointment.snapshot, book);
  return {
    bevoegdGezagNummer: appointment.board,
    benoemingvolgnummer: appointment.number,
    stand: appointment.snapshot,
    registratieplekken: places.filter(({ datumBegin, datumEind }) => {
      return day === undefined || (datumBegin <= day && (datumEind ?? OPEN_END) >= day);
    }),
  };
}

export function entryView(entry: AnteroomEntry): EntryView {
  return {
    bevoegdGezagNummer: entry.board,
    benoemingvolgnummer: entry.number,
    benoemingsgrondslag: entry.ground,
    onderwijs: teachingOf(entry.teaching),
    status: entry.kind,
    ...(entry.kind === 'BEEINDIGD' ? { reden: entry.reason } : {}),
    ...(entry.latestDay === undefined ? {} : { uiterlijkeDatum: entry.latestDay }),
  };
}

function statementViews({ statements }: Pick<Person, 'statements'>): StatementView[] {
  return statements.map(({ teaching, statedAt, match }) => ({
    onderwijs: teachingOf(teaching),
    opgegevenOp: statedAt,
    ...(match === undefined
      ? {}
      : {
          match: {
            uitkomst: match.uitkomst,
            regel: match.regel,
            toelichting: match.toelichting,
            ...(match.vervolgstap === undefined ? {} : { vervolgstap: match.vervolgstap }),
          },
        }),
  }));
}
