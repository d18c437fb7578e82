// Written by schemas/generate.ts; change its source and run that again.

export type Persoon = {
  burgerservicenummer?: BSN;
  onderwijsnummer?: Onderwijsnummer;
  geboortedatum: OnvolledigeDatum;
  geslacht: Geslacht;
  nietIngezetene?: NietIngezetene;
};
/**
 * Nine digits; the eleven-test is no part of the shape (signal 750).
 */
export type BSN = string;
export type Onderwijsnummer = string;
/**
 * DP: a D, or YYYY-MM-00 (day unknown), or YYYY-00-00 (month and day unknown).
 */
export type OnvolledigeDatum = string;
export type Geslacht = 'M' | 'V' | 'O';
/**
 * Text without control characters.
 */
export type Naam = string;
export type Adresregel = string;
export type AN20 = string;
export type Standvolgnummer = number;
export type Sector = 'PO' | 'SO' | 'VSO' | 'VO' | 'MBO';
export type SoortBetrekking = 'BENOEMING' | 'TEWERKSTELLING_ZONDER_BENOEMING';
/**
 * D: a calendar day that exists, 1900-01-01 to 2199-12-31.
 */
export type Datum = string;
export type Grond = string;
export type BRIN6 = string;
export type Waardelijstcode = string;
/**
 * @minItems 1
 * @maxItems 100
 */
export type Perioden = Periode[];
/**
 * One record of a school: kop and the one body that its berichtsoort asks for.
 */
export type Bericht = BerichtBenoeming | BerichtVerwijderingBenoeming;
export type UUID = string;
/**
 * Number of a bevoegd gezag.
 */
export type BG = string;
/**
 * DT: RFC 3339 in UTC with milliseconds, 2026-01-31T09:30:00.000Z.
 */
export type Tijdstip = string;
export type Aanleverpuntnummer = string;
export type OIN = string;
export type RedenVerwijdering = 'DUBBEL' | 'VERKEERDE_PERSOON' | 'NOOIT_INGEGAAN';
/**
 * Value on lrr.terugkoppeling.v1 and element of a fetched bundle: kop and the body of its berichtsoort.
 */
export type Terugkoppeling =
  BerichtTerugkoppelingBenoeming | BerichtTerugkoppelingVerwijdering | BerichtTerugkoppelingAfkeuring;
export type Signalen = Signaal[];
/**
 * Command on lrr.opdracht.v1, message book section 7. One member of the union per soort that is published today.
 */
export type Opdracht =
  | OpdrachtBenoeming
  | OpdrachtVerwijdering
  | OpdrachtOnderwijsopgave
  | OpdrachtMatchresultaat
  | OpdrachtOverlijden
  | OpdrachtAowBereikt
  | OpdrachtDagovergang
  | OpdrachtLijstversie;

/**
 * Body of record 1: the full snapshot (stand) of one appointment. All end dates are inclusive.
 */
export interface Benoeming {
  persoon: Persoon;
  personeelsnummer?: AN20;
  standvolgnummer?: Standvolgnummer;
  benoemingvolgnummer: AN20;
  sector: Sector;
  soortBetrekking: SoortBetrekking;
  datumBeginArbeidsovereenkomst: Datum;
  datumEindArbeidsovereenkomst?: Datum;
  datumIngangBenoeming: Datum;
  datumEindeBenoeming?: Datum;
  oorspronkelijkeDatumIngang?: Datum;
  perioden: Perioden;
}
export interface NietIngezetene {
  geslachtsnaam: Naam;
  voorvoegsel?: string;
  voornamen: Naam;
  adresregel1?: Adresregel;
  adresregel2?: Adresregel;
  adresregel3?: Adresregel;
  landcode: string;
}
export interface Periode {
  datumBegin: Datum;
  datumEind?: Datum;
  /**
   * @minItems 1
   * @maxItems 10
   */
  grondslagen: GrondslagInPeriode[];
}
export interface GrondslagInPeriode {
  benoemingsgrondslag: Grond;
  /**
   * @minItems 1
   * @maxItems 50
   */
  vestigingen: BRIN6[];
  /**
   * @maxItems 20
   */
  onderwijs?: Onderwijs[];
}
/**
 * One teaching. Which members belong to which sector is judged in stage GRONDSLAGEN (signal 604).
 */
export interface Onderwijs {
  aanduiding: 'LERAAR_PO' | 'LERAAR_SO' | 'LERAAR_VSO' | 'LERAAR_VO' | 'DOCENT_MBO';
  activiteit?: Waardelijstcode;
  vak?: Waardelijstcode;
  gebied?: 'VO' | 'VHO';
  vakgebied?: Waardelijstcode;
}
export interface BerichtBenoeming {
  kop: Kop & {
    berichtsoort?: 'AANLEVEREN_BENOEMING';
  };
  benoeming: Benoeming;
}
/**
 * Head of a record that a school sends.
 */
export interface Kop {
  identificatiecodeBedrijfsdocument: UUID;
  berichtsoort: 'AANLEVEREN_BENOEMING' | 'AANLEVEREN_VERWIJDERING_BENOEMING';
  /**
   * Another major version than 1 is answered with 359.
   */
  berichtenboekVersie: string;
  verzendendeInstantie: BG;
  ontvangendeInstantie: 'LRR';
  datumTijdBedrijfsdocument: Tijdstip;
  bevoegdGezagNummer: BG;
  aanleverpuntnummer: Aanleverpuntnummer;
  oinVerzender: OIN;
  oinLeverancier?: OIN;
}
export interface BerichtVerwijderingBenoeming {
  kop: Kop & {
    berichtsoort?: 'AANLEVEREN_VERWIJDERING_BENOEMING';
  };
  verwijderingBenoeming: VerwijderingBenoeming;
}
/**
 * Body of record 2: an appointment that never was.
 */
export interface VerwijderingBenoeming {
  persoon: Persoon;
  benoemingvolgnummer: AN20;
  datumIngangBenoeming: Datum;
  standvolgnummer?: Standvolgnummer;
  reden: RedenVerwijdering;
}
/**
 * Answer of the fetch protocol: a bundle in order of arrival; restant = waiting after this bundle.
 */
export interface BundelTerugkoppelingen {
  volgnummerVerzoek: number;
  /**
   * @maxItems 500
   */
  berichten: Terugkoppeling[];
  restant: number;
}
export interface BerichtTerugkoppelingBenoeming {
  kop: KopTerugkoppeling;
  terugkoppelingBenoeming: TerugkoppelingBenoeming;
}
/**
 * Head of a feedback record, message book section 6. Its id follows from what it answers: the same record is made only once.
 */
export interface KopTerugkoppeling {
  identificatiecodeBedrijfsdocument: UUID;
  berichtsoort: 'TERUGKOPPELING_BENOEMING' | 'TERUGKOPPELING_VERWIJDERING' | 'TERUGKOPPELING_AFKEURING';
  berichtenboekVersie: string;
  verzendendeInstantie: 'LRR';
  ontvangendeInstantie: BG;
  verwijstNaar?: UUID;
  datumTijdBedrijfsdocument: Tijdstip;
  bevoegdGezagNummer: BG;
  aanleverpuntnummer: Aanleverpuntnummer;
}
/**
 * Body of record 11: the appointment is stored, and this is where it stands.
 */
export interface TerugkoppelingBenoeming {
  personeelsnummer?: AN20;
  benoemingvolgnummer: AN20;
  stand: Stand;
  registratieplekken: Registratieplek[];
  signalen: Signalen;
}
/**
 * Body of record 1 as it travels and is kept outside the vault: without persoon.
 */
export interface Stand {
  personeelsnummer?: AN20;
  standvolgnummer?: Standvolgnummer;
  benoemingvolgnummer: AN20;
  sector: Sector;
  soortBetrekking: SoortBetrekking;
  datumBeginArbeidsovereenkomst: Datum;
  datumEindArbeidsovereenkomst?: Datum;
  datumIngangBenoeming: Datum;
  datumEindeBenoeming?: Datum;
  oorspronkelijkeDatumIngang?: Datum;
  perioden: Perioden;
}
/**
 * One row per period and ground: where it stands.
 */
export interface Registratieplek {
  benoemingsgrondslag: Grond;
  datumBegin: Datum;
  datumEind?: Datum;
  /**
   * @minItems 1
   */
  vestigingen: BRIN6[];
  onderwijs?: Onderwijs[];
  registratieplek: 'LERARENREGISTER' | 'VOORPORTAAL' | 'GEEN';
  uiterlijkeDatum?: Datum;
}
/**
 * Coded answer to a record; `tekst` and `waarden` never hold the BSN or the birth date.
 */
export interface Signaal {
  code: string;
  ernst: 'A' | 'S';
  /**
   * JSON Pointer into the record; empty = the record as a whole.
   */
  veld: string;
  tekst: string;
  waarden?: {
    [k: string]: string;
  };
}
export interface BerichtTerugkoppelingVerwijdering {
  kop: KopTerugkoppeling;
  terugkoppelingVerwijdering: TerugkoppelingVerwijdering;
}
/**
 * Body of record 12: the appointment is deleted.
 */
export interface TerugkoppelingVerwijdering {
  personeelsnummer?: AN20;
  benoemingvolgnummer: AN20;
  signalen: Signalen;
}
export interface BerichtTerugkoppelingAfkeuring {
  kop: KopTerugkoppeling;
  terugkoppelingAfkeuring: TerugkoppelingAfkeuring;
}
/**
 * Body of record 13: nothing of the record is stored; the rejections, and the notices that intake found.
 */
export interface TerugkoppelingAfkeuring {
  /**
   * @minItems 1
   */
  signalen: Signaal[];
}
/**
 * Envelope of a delivery. A record may be of any shape here: a bad one is answered at its own place and never spoils its neighbours.
 */
export interface Levering {
  leveringId: UUID;
  /**
   * @minItems 1
   * @maxItems 500
   *
   * Items: A Bericht.
   */
  berichten: {
    [k: string]: unknown;
  }[];
}
/**
 * Answer 202 to a delivery: one receipt per record, in the order sent.
 */
export interface Leveringsantwoord {
  leveringId: UUID;
  /**
   * @minItems 1
   * @maxItems 500
   */
  ontvangstbevestigingen: Ontvangstbevestiging[];
}
/**
 * Receipt of one record. Both ids are left out only for a record without a valid message id.
 */
export interface Ontvangstbevestiging {
  ontvangstId?: UUID;
  identificatiecodeBedrijfsdocument?: UUID;
  /**
   * B = taken in, A = rejected.
   */
  statusMelding: 'B' | 'A';
  signalen: Signalen;
  datumTijdOntvangst: Tijdstip;
}
export interface OpdrachtBenoeming {
  id: UUID;
  soort: 'AANLEVEREN_BENOEMING';
  registratieId: UUID;
  vastgelegdOp: Tijdstip;
  bron: BronAanlevering;
  persoon: PersoonInOpdracht;
  inhoud: Stand;
}
export interface BronAanlevering {
  kanaal: 'AANLEVERING';
  bevoegdGezagNummer: BG;
  aanleverpuntnummer: Aanleverpuntnummer;
  berichtId: UUID;
  datumTijdBedrijfsdocument: Tijdstip;
  oinVerzender: OIN;
  oinLeverancier?: OIN;
  /**
   * Notices of intake, to be given again in the feedback.
   */
  meegegevenSignalen: Signaal[];
}
/**
 * All that the register may know of the person: no number, no name, no date.
 */
export interface PersoonInOpdracht {
  aowBereikt: boolean;
  brpGekoppeld: boolean;
}
export interface OpdrachtVerwijdering {
  id: UUID;
  soort: 'AANLEVEREN_VERWIJDERING_BENOEMING';
  registratieId: UUID;
  vastgelegdOp: Tijdstip;
  bron: BronAanlevering;
  persoon: PersoonInOpdracht;
  inhoud: Verwijdering;
}
/**
 * Body of record 2 as it travels and is kept outside the vault: without persoon.
 */
export interface Verwijdering {
  benoemingvolgnummer: AN20;
  datumIngangBenoeming: Datum;
  standvolgnummer?: Standvolgnummer;
  reden: RedenVerwijdering;
}
export interface OpdrachtOnderwijsopgave {
  id: UUID;
  soort: 'OPGAVE_ONDERWIJS';
  registratieId: UUID;
  vastgelegdOp: Tijdstip;
  bron: Bron;
  inhoud: InhoudOnderwijsopgave;
}
/**
 * Where a command came from; members that a channel does not have are left out.
 */
export interface Bron {
  kanaal: 'LERAAR' | 'KLUIS' | 'KLOK' | 'MATCH' | 'LIJST' | 'BEHEER';
}
export interface InhoudOnderwijsopgave {
  onderwijs: Onderwijs[];
  gaatOpVoorHerregistratie: boolean;
}
export interface OpdrachtMatchresultaat {
  id: UUID;
  soort: 'MATCHRESULTAAT';
  registratieId: UUID;
  vastgelegdOp: Tijdstip;
  bron: Bron;
  inhoud: InhoudMatchresultaat;
}
export interface InhoudMatchresultaat {
  claimId: UUID;
  uitkomst:
    | 'DIRECT'
    | 'INCLUSIEF'
    | 'CONVERSIE'
    | 'CONVERSIE_MET_VOORWAARDE'
    | 'GEDEELTELIJK'
    | 'HANDMATIG'
    | 'GEEN'
    | 'NIET_IN_DIPLOMAREGISTER';
  regel: string;
  toelichting: string;
  vervolgstap?: string;
  beoordeeldOp: string;
}
/**
 * The person died; no date leaves the vault.
 */
export interface OpdrachtOverlijden {
  id: UUID;
  soort: 'OVERLIJDEN';
  registratieId: UUID;
  vastgelegdOp: Tijdstip;
  bron: Bron;
  inhoud: InhoudOverlijden;
}
export interface InhoudOverlijden {
  overleden: true;
}
export interface OpdrachtAowBereikt {
  id: UUID;
  soort: 'AOW_BEREIKT';
  registratieId: UUID;
  vastgelegdOp: Tijdstip;
  bron: Bron;
  inhoud: InhoudAowBereikt;
}
export interface InhoudAowBereikt {}
/**
 * The turn of the day, one per partition and calendar day; has no person, its record key is partitie-<n>.
 */
export interface OpdrachtDagovergang {
  id: UUID;
  soort: 'DAGOVERGANG';
  vastgelegdOp: Tijdstip;
  bron: Bron;
  inhoud: InhoudDagovergang;
}
export interface InhoudDagovergang {
  datum: Datum;
  partitie: number;
}
/**
 * From here on the partition is judged with another version of the code lists.
 */
export interface OpdrachtLijstversie {
  id: UUID;
  soort: 'LIJSTVERSIE';
  vastgelegdOp: Tijdstip;
  bron: Bron;
  inhoud: InhoudLijstversie;
}
export interface InhoudLijstversie {
  datum: Datum;
  partitie: number;
  versie?: string;
}
/**
 * Request of the fetch protocol, message book section 6.
 */
export interface VerzoekTerugkoppelingen {
  bevoegdGezagNummer: BG;
  aanleverpuntnummer: Aanleverpuntnummer;
  volgnummerVerzoek: number;
  maxAantal: number;
}
