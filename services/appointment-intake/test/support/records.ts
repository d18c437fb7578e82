import { randomUUID } from 'node:crypto';

/** Records as JSON: tests spoil them in ways that a type would forbid. */

export type Json = any;

/** 99009 has two VO schools; 99VB00 is open since 2000. */
export const board = '99009';
export const location = '99VB00';
/** Passes its test. */
export const bsn = '999990019';
/** Pass their test too. */
export const otherBsn = '999990020';
export const thirdBsn = '999990032';
export const teachingVo = { aanduiding: 'LERAAR_VO', vak: 'NEDERLANDS', gebied: 'VO' };

export function kop(berichtsoort: string, change: Json = {}): Json {
  return {
    identificatiecodeBedrijfsdocument: randomUUID(),
    berichtsoort,
    berichtenboekVersie: '1.0',
    verzendendeInstantie: board,
    ontvangendeInstantie: 'LRR',
    datumTijdBedrijfsdocument: '2026-01-15T09:00:00.000Z',
    bevoegdGezagNummer: board,
    aanleverpuntnummer: '01',
    oinVerzender: '00000001000000000099',
    oinLeverancier: '00000001000000000001',
    ...change,
  };
}

/** Record 1 with the fewest fields: nothing is wrong with it on 2026-01-15. */
export function appointmentRecord(change: Json = {}, head: Json = {}): Json {
  return {
    kop: kop('AANLEVEREN_BENOEMING', head),
    benoeming: {
      persoon: { burgerservicenummer: bsn, geboortedatum: '1985-04-12', geslacht: 'V' },
      benoemingvolgnummer: '1',
      sector: 'VO',
      soortBetrekking: 'BENOEMING',
      datumBeginArbeidsovereenkomst: '2025-08-01',
      datumIngangBenoeming: '2025-08-01',
      perioden: [{ datumBegin: '2025-08-01', grondslagen: [{ benoemingsgrondslag: '501', vestigingen: [location] }] }],
      ...change,
    },
  };
}

/** Record 1 with every optional field filled. */
export function fullAppointmentRecord(): Json {
  const record = appointmentRecord({
    personeelsnummer: 'P-1',
    standvolgnummer: 3,
    datumEindArbeidsovereenkomst: '2027-07-31',
    datumEindeBenoeming: '2027-07-31',
    oorspronkelijkeDatumIngang: '2025-07-01',
    perioden: [
      {
        datumBegin: '2025-08-01',
        datumEind: '2026-07-31',
        grondslagen: [{ benoemingsgrondslag: '513', vestigingen: [location], onderwijs: [teachingVo] }],
      },
      { datumBegin: '2026-08-01', grondslagen: [{ benoemingsgrondslag: '501', vestigingen: [location] }] },
    ],
  });
  record.benoeming.persoon.nietIngezetene = {
    geslachtsnaam: 'Peeters',
    voorvoegsel: 'van',
    voornamen: 'An',
    adresregel1: 'Dorpsstraat 1',
    adresregel2: 'Bus 2',
    adresregel3: 'Antwerpen',
    landcode: '5010',
  };
  return record;
}

export function deletionRecord(change: Json = {}, head: Json = {}): Json {
  return {
    kop: kop('AANLEVEREN_VERWIJDERING_BENOEMING', head),
    verwijderingBenoeming: {
      persoon: { burgerservicenummer: bsn, geboortedatum: '1985-04-12', geslacht: 'V' },
      benoemingvolgnummer: '1',
      datumIngangBenoeming: '2025-08-01',
      reden: 'DUBBEL',
      ...change,
    },
  };
}

const person = { burgerservicenummer: bsn, geboortedatum: '1985-04-12', geslacht: 'V' };

/** Record 3. */
export function keyDataRecord(change: Json = {}, head: Json = {}): Json {
  return {
    kop: kop('AANLEVEREN_WIJZIGING_SLEUTELGEGEVENS', head),
    wijzigingSleutelgegevens: {
      persoon: { ...person },
      nieuwePersoon: { ...person, burgerservicenummer: otherBsn },
      ...change,
    },
  };
}

/** Record 4. */
export function overviewRecord(change: Json = {}, head: Json = {}): Json {
  return {
    kop: kop('VERZOEK_REGISTRATIEOVERZICHT', head),
    verzoekRegistratieoverzicht: { peildatum: '2026-01-15', ...change },
  };
}

/** Record 6. */
export function correctionAnswerRecord(change: Json = {}, head: Json = {}): Json {
  return {
    kop: kop('ANTWOORD_CORRECTIEVERZOEK', head),
    antwoordCorrectieverzoek: {
      correctieverzoekId: '6f1c0b9a-8d7e-4f6a-9b5c-4d3e2f1a0b9c',
      oordeel: 'JUIST',
      ...change,
    },
  };
}

export function delivery(...berichten: Json[]): Json {
  return { leveringId: randomUUID(), berichten };
}
