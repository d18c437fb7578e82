import type { Kop, KopTerugkoppeling } from '../message-book/v1/generated.ts';

/** A record type of the message book, as the documentation tells of it. */
export interface RecordType {
  readonly number: string;
  readonly kind: Kop['berichtsoort'] | KopTerugkoppeling['berichtsoort'];
  readonly bodyField: string;
  readonly isSent: boolean;
  /** File of the body in message-book/v1, without `.schema.json`. */
  readonly schema: string;
  readonly name: string;
  readonly purpose: string;
  /** Numbers of the records that answer it, or that it answers. */
  readonly related: readonly string[];
  /** File in message-book/v1/examples of a record that no worked example gives. */
  readonly example?: string;
  /** Page below /documentatie that tells the whole story. */
  readonly more?: string;
}

export const recordTypes: readonly RecordType[] = [
  {
    number: '1',
    kind: 'AANLEVEREN_BENOEMING',
    bodyField: 'benoeming',
    isSent: true,
    schema: 'benoeming',
    name: 'Benoeming aanleveren',
    purpose:
      'De volledige stand van één benoeming van één leraar. Verandert er iets, dan levert u de hele stand opnieuw aan, met hetzelfde benoemingvolgnummer. De laatste stand telt.',
    related: ['11', '13'],
  },
  {
    number: '2',
    kind: 'AANLEVEREN_VERWIJDERING_BENOEMING',
    bodyField: 'verwijderingBenoeming',
    isSent: true,
    schema: 'verwijdering-benoeming',
    name: 'Benoeming verwijderen',
    purpose:
      'Voor een benoeming die er nooit had moeten staan. Is een benoeming gewoon afgelopen, lever dan bericht 1 aan met een einddatum.',
    related: ['12', '13'],
  },
  {
    number: '3',
    kind: 'AANLEVEREN_WIJZIGING_SLEUTELGEGEVENS',
    bodyField: 'wijzigingSleutelgegevens',
    isSent: true,
    schema: 'wijziging-sleutelgegevens',
    name: 'Sleutelgegevens wijzigen',
    purpose:
      'Voor iemand die niet in de Basisregistratie Personen staat: een ander burgerservicenummer, een andere geboortedatum of een ander geslacht. Van iemand die er wel in staat, verbetert de gemeente de gegevens.',
    related: ['19', '13'],
  },
  {
    number: '4',
    kind: 'VERZOEK_REGISTRATIEOVERZICHT',
    bodyField: 'verzoekRegistratieoverzicht',
    isSent: true,
    schema: 'verzoek-registratieoverzicht',
    name: 'Registratieoverzicht vragen',
    purpose:
      'U vraagt welke standen van uw eigen bestuur op een dag gelden: van iedereen, van één vestiging of van een aantal personen.',
    related: ['14', '13'],
  },
  {
    number: '6',
    kind: 'ANTWOORD_CORRECTIEVERZOEK',
    bodyField: 'antwoordCorrectieverzoek',
    isSent: true,
    schema: 'antwoord-correctieverzoek',
    name: 'Correctieverzoek beantwoorden',
    purpose: 'Uw oordeel over een correctieverzoek van de leraar (bericht 16).',
    related: ['19', '13'],
    more: 'correcties',
  },
  {
    number: '11',
    kind: 'TERUGKOPPELING_BENOEMING',
    bodyField: 'terugkoppelingBenoeming',
    isSent: false,
    schema: 'terugkoppeling-benoeming',
    name: 'Benoeming verwerkt',
    purpose: 'De stand is vastgelegd. U ziet per periode en grondslag waar de leraar staat: register of voorportaal.',
    related: ['1'],
  },
  {
    number: '12',
    kind: 'TERUGKOPPELING_VERWIJDERING',
    bodyField: 'terugkoppelingVerwijdering',
    isSent: false,
    schema: 'terugkoppeling-verwijdering',
    name: 'Verwijdering verwerkt',
    purpose: 'De benoeming is verwijderd.',
    related: ['2'],
  },
  {
    number: '13',
    kind: 'TERUGKOPPELING_AFKEURING',
    bodyField: 'terugkoppelingAfkeuring',
    isSent: false,
    schema: 'terugkoppeling-afkeuring',
    name: 'Bericht afgekeurd',
    purpose:
      'Van het bericht is niets vastgelegd. De signalen zeggen waarom en wat u kunt doen. Het verbeterde bericht krijgt een nieuw berichtnummer.',
    related: ['1', '2', '3', '4', '6'],
  },
  {
    number: '14',
    kind: 'TERUGKOPPELING_REGISTRATIEOVERZICHT',
    bodyField: 'registratieoverzicht',
    isSent: false,
    schema: 'registratieoverzicht',
    name: 'Registratieoverzicht',
    purpose:
      'Een bladzijde van hoogstens 100 standen. Alle bladzijden verwijzen naar hetzelfde verzoek. Is er niets gevonden, dan komt er één lege bladzijde.',
    related: ['4'],
    example: 'opgehaalde-terugkoppeling.json',
  },
  {
    number: '15',
    kind: 'SPONTANE_MUTATIE',
    bodyField: 'spontaneMutatie',
    isSent: false,
    schema: 'spontane-mutatie',
    name: 'Spontane mutatie',
    purpose:
      'Er is iets veranderd bij een persoon met een benoeming bij uw bestuur. U hoeft hier niet op te antwoorden.',
    related: [],
    example: 'opgehaalde-terugkoppeling.spontane-mutatie.json',
  },
  {
    number: '16',
    kind: 'CORRECTIEVERZOEK',
    bodyField: 'correctieverzoek',
    isSent: false,
    schema: 'correctieverzoek',
    name: 'Correctieverzoek',
    purpose:
      'De leraar vindt dat er iets niet klopt in zijn benoeming. Geef uw oordeel met bericht 6, uiterlijk op de datum in het bericht.',
    related: ['6'],
    more: 'correcties',
    example: 'terugkoppeling.correctieverzoek.json',
  },
  {
    number: '17',
    kind: 'TERMIJNSIGNALERING',
    bodyField: 'termijnsignalering',
    isSent: false,
    schema: 'termijnsignalering',
    name: 'Termijnsignalering',
    purpose:
      'De langste duur van een tijdelijke grondslag is bijna of helemaal voorbij. U krijgt er één per benoeming en keten van grondslagen.',
    related: [],
    example: 'terugkoppeling.termijnsignalering.json',
  },
  {
    number: '19',
    kind: 'TERUGKOPPELING_VERWERKT',
    bodyField: 'terugkoppelingVerwerkt',
    isSent: false,
    schema: 'terugkoppeling-verwerkt',
    name: 'Wijziging of antwoord verwerkt',
    purpose: 'Uw bericht 3 of 6 is verwerkt.',
    related: ['3', '6'],
  },
];
