// Written by schemas/generate.ts; change its source and run that again.

export type UUID = string;
export type OordeelCorrectieverzoek = 'AANGEPAST' | 'JUIST';
/**
 * Text; of the control characters only the line feed.
 */
export type Toelichting500 = string;
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
export type Bericht =
  | BerichtBenoeming
  | BerichtVerwijderingBenoeming
  | BerichtWijzigingSleutelgegevens
  | BerichtVerzoekRegistratieoverzicht
  | BerichtAntwoordCorrectieverzoek;
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
 * Element of a fetched bundle: kop and the body of its berichtsoort; persons by their number.
 */
export type OpgehaaldeTerugkoppeling =
  | BerichtTerugkoppelingBenoeming
  | BerichtTerugkoppelingVerwijdering
  | BerichtTerugkoppelingAfkeuring
  | BerichtRegistratieoverzicht
  | BerichtSpontaneMutatie
  | BerichtCorrectieverzoek
  | BerichtTermijnsignalering
  | BerichtTerugkoppelingVerwerkt;
/**
 * The record that this one answers; absent for records 15, 16 and 17, which answer none.
 */
export type UUID1 = string;
export type Signalen = Signaal[];
export type SoortMutatie = 'BSN_GEWIJZIGD' | 'NAAM_GEWIJZIGD' | 'OVERLEDEN' | 'BRP_GEKOPPELD';
/**
 * @minItems 1
 */
export type Benoemingvolgnummers = AN20[];
/**
 * JSON Pointers into the stand.
 *
 * @minItems 1
 * @maxItems 100
 */
export type VeldenInStand = string[];
/**
 * Text; of the control characters only the line feed.
 */
export type Toelichting1000 = string;
/**
 * The newest link of the chain.
 */
export type Grond1 = string;
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
  | OpdrachtLijstversie
  | OpdrachtWijzigingSleutelgegevens
  | OpdrachtVerzoekRegistratieoverzicht
  | OpdrachtAntwoordCorrectieverzoek
  | OpdrachtBrpMutatie
  | OpdrachtVerzoekUitschrijving
  | OpdrachtVerzoekBehoudNaPensioen
  | OpdrachtAanvraagCorrectie
  | OpdrachtBezwaar
  | OpdrachtVerzoekBesluit
  | OpdrachtBesluit
  | OpdrachtBehandelingBezwaar
  | OpdrachtAdviesBezwaar
  | OpdrachtBeslissingOpBezwaar
  | OpdrachtBeroep
  | OpdrachtUitspraak;
/**
 * Whose interest a decision on a correction concerns directly (Awb 1:2).
 */
export type PartijCorrectie = 'LERAAR' | 'BESTUUR';
/**
 * Text; of the control characters only the line feed.
 */
export type Toelichting4000 = string;
/**
 * What is decided on a request for correction.
 */
export type DictumVerzoek = 'TOEGEWEZEN' | 'GEDEELTELIJK_TOEGEWEZEN' | 'AFGEWEZEN';
/**
 * Law, article and where needed paragraph and letter: Awb 7:10 lid 1, AVG 16.
 */
export type Wetsartikel = string;
/**
 * A step in dealing with an objection that moves its term (Awb 7:10) or ends it (6:21).
 */
export type BehandelingBezwaar =
  CommissieIngesteld | VerzuimGemeld | VerzuimHersteld | Verdaagd | Uitgesteld | Ingetrokken;
/**
 * What is decided, or advised, on an objection (Awb 7:11).
 */
export type DictumBezwaar = 'NIET_ONTVANKELIJK' | 'ONGEGROND' | 'GEDEELTELIJK_GEGROND' | 'GEGROND';
/**
 * First or second instance.
 */
export type Rechter = 'RECHTBANK' | 'HOGERBEROEPSRECHTER';
/**
 * Value on lrr.terugkoppeling.v1 and row of the stock: kop and the body of its berichtsoort; persons by their register id.
 */
export type Terugkoppeling =
  | BerichtTerugkoppelingBenoeming1
  | BerichtTerugkoppelingVerwijdering1
  | BerichtTerugkoppelingAfkeuring1
  | BerichtRegistratieoverzichtIntern
  | BerichtSpontaneMutatieIntern
  | BerichtCorrectieverzoek1
  | BerichtTermijnsignalering1
  | BerichtTerugkoppelingVerwerkt1;

/**
 * Body of record 6: what the board makes of a correction request (record 16).
 */
export interface AntwoordCorrectieverzoek {
  correctieverzoekId: UUID;
  oordeel: OordeelCorrectieverzoek;
  toelichting?: Toelichting500;
}
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
  berichtsoort:
    | 'AANLEVEREN_BENOEMING'
    | 'AANLEVEREN_VERWIJDERING_BENOEMING'
    | 'AANLEVEREN_WIJZIGING_SLEUTELGEGEVENS'
    | 'VERZOEK_REGISTRATIEOVERZICHT'
    | 'ANTWOORD_CORRECTIEVERZOEK';
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
export interface BerichtWijzigingSleutelgegevens {
  kop: Kop & {
    berichtsoort?: 'AANLEVEREN_WIJZIGING_SLEUTELGEGEVENS';
  };
  wijzigingSleutelgegevens: WijzigingSleutelgegevens;
}
/**
 * Body of record 3: a person outside the BRP gets another number, birth date or sex. The old number stays an alias.
 */
export interface WijzigingSleutelgegevens {
  persoon: Persoon;
  nieuwePersoon: Persoon;
}
export interface BerichtVerzoekRegistratieoverzicht {
  kop: Kop & {
    berichtsoort?: 'VERZOEK_REGISTRATIEOVERZICHT';
  };
  verzoekRegistratieoverzicht: VerzoekRegistratieoverzicht;
}
/**
 * Body of record 4: asks for the board's own snapshots that are valid on a day.
 */
export interface VerzoekRegistratieoverzicht {
  peildatum: Datum;
  vestiging?: BRIN6;
  /**
   * @minItems 1
   * @maxItems 100
   */
  personen?: PersoonInVerzoek[];
}
export interface PersoonInVerzoek {
  burgerservicenummer: BSN;
}
export interface BerichtAntwoordCorrectieverzoek {
  kop: Kop & {
    berichtsoort?: 'ANTWOORD_CORRECTIEVERZOEK';
  };
  antwoordCorrectieverzoek: AntwoordCorrectieverzoek;
}
/**
 * Answer of the fetch protocol: a bundle in order of arrival; restant = waiting after this bundle.
 */
export interface BundelTerugkoppelingen {
  volgnummerVerzoek: number;
  /**
   * @maxItems 500
   */
  berichten: OpgehaaldeTerugkoppeling[];
  restant: number;
}
export interface BerichtTerugkoppelingBenoeming {
  kop: KopTerugkoppeling & {
    berichtsoort?: 'TERUGKOPPELING_BENOEMING';
  };
  terugkoppelingBenoeming: TerugkoppelingBenoeming;
}
/**
 * Head of a feedback record, message book section 6. Its id follows from what it answers: the same record is made only once.
 */
export interface KopTerugkoppeling {
  identificatiecodeBedrijfsdocument: UUID;
  berichtsoort:
    | 'TERUGKOPPELING_BENOEMING'
    | 'TERUGKOPPELING_VERWIJDERING'
    | 'TERUGKOPPELING_AFKEURING'
    | 'TERUGKOPPELING_REGISTRATIEOVERZICHT'
    | 'SPONTANE_MUTATIE'
    | 'CORRECTIEVERZOEK'
    | 'TERMIJNSIGNALERING'
    | 'TERUGKOPPELING_VERWERKT';
  berichtenboekVersie: string;
  verzendendeInstantie: 'LRR';
  ontvangendeInstantie: BG;
  verwijstNaar?: UUID1;
  datumTijdBedrijfsdocument: Tijdstip;
  bevoegdGezagNummer: BG;
  aanleverpuntnummer: Aanleverpuntnummer;
  /**
   * The answered record was a trial: nothing of it is stored.
   */
  proef?: true;
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
  kop: KopTerugkoppeling & {
    berichtsoort?: 'TERUGKOPPELING_VERWIJDERING';
  };
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
  kop: KopTerugkoppeling & {
    berichtsoort?: 'TERUGKOPPELING_AFKEURING';
  };
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
export interface BerichtRegistratieoverzicht {
  kop: KopTerugkoppeling & {
    berichtsoort?: 'TERUGKOPPELING_REGISTRATIEOVERZICHT';
  };
  registratieoverzicht: RegistratieoverzichtPagina;
}
/**
 * Body of record 14 as it is handed out: one page of the board's own snapshots valid on a day; nothing found is one empty page.
 */
export interface RegistratieoverzichtPagina {
  peildatum: Datum;
  pagina: number;
  aantalPaginas: number;
  /**
   * @maxItems 100
   */
  standen: StandInOverzicht[];
}
export interface StandInOverzicht {
  persoon: PersoonInOverzicht;
  benoemingvolgnummer: AN20;
  personeelsnummer?: AN20;
  stand: Stand;
  registratieplekken: Registratieplek[];
}
/**
 * Without a number when the person has been destroyed since.
 */
export interface PersoonInOverzicht {
  burgerservicenummer?: BSN;
}
export interface BerichtSpontaneMutatie {
  kop: KopTerugkoppeling & {
    berichtsoort?: 'SPONTANE_MUTATIE';
  };
  spontaneMutatie: SpontaneMutatie;
}
/**
 * Body of record 15 as it is handed out: something changed at a person with appointments at this board.
 */
export interface SpontaneMutatie {
  soort: SoortMutatie;
  persoon: PersoonInMutatie;
  benoemingvolgnummers: Benoemingvolgnummers;
}
/**
 * Without a number when the person has been destroyed since. The names only when they changed or come from the BRP from now on.
 */
export interface PersoonInMutatie {
  burgerservicenummer?: BSN;
  nieuwBurgerservicenummer?: BSN;
  geslachtsnaam?: Naam;
  voorvoegsel?: string;
  voornamen?: Naam;
}
export interface BerichtCorrectieverzoek {
  kop: KopTerugkoppeling & {
    berichtsoort?: 'CORRECTIEVERZOEK';
  };
  correctieverzoek: Correctieverzoek;
}
/**
 * Body of record 16: the teacher asks the board to correct an appointment; answered with record 6.
 */
export interface Correctieverzoek {
  correctieverzoekId: UUID;
  benoemingvolgnummer: AN20;
  velden: VeldenInStand;
  toelichting: Toelichting1000;
  antwoordUiterlijk: Datum;
  herinnering: boolean;
}
export interface BerichtTermijnsignalering {
  kop: KopTerugkoppeling & {
    berichtsoort?: 'TERMIJNSIGNALERING';
  };
  termijnsignalering: Termijnsignalering;
}
/**
 * Body of record 17: the term of a temporary ground is almost or altogether over; one per appointment and chain.
 */
export interface Termijnsignalering {
  benoemingvolgnummer: AN20;
  benoemingsgrondslag: Grond1;
  uiterlijkeDatum: Datum;
  soort: 'NADERT' | 'VERSTREKEN';
}
export interface BerichtTerugkoppelingVerwerkt {
  kop: KopTerugkoppeling & {
    berichtsoort?: 'TERUGKOPPELING_VERWERKT';
  };
  terugkoppelingVerwerkt: TerugkoppelingVerwerkt;
}
/**
 * Body of record 19: a record 3 or 6 has been processed.
 */
export interface TerugkoppelingVerwerkt {
  signalen: Signalen;
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
  /**
   * The board tries out: the record was judged, its answer comes, and nothing is stored in the register.
   */
  proef?: true;
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
  /**
   * A trial: judged and answered, and nothing of it is kept.
   */
  proef?: true;
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
  kanaal: 'LERAAR' | 'BESTUUR' | 'KLUIS' | 'KLOK' | 'MATCH' | 'LIJST' | 'BEHEER';
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
 * From here on the partition is judged with another version of a code list; its record key is partitie-<n>.
 */
export interface OpdrachtLijstversie {
  id: UUID;
  soort: 'LIJSTVERSIE';
  vastgelegdOp: Tijdstip;
  bron: Bron;
  inhoud: InhoudLijstversie;
}
export interface InhoudLijstversie {
  naam: 'benoemingsgrondslagen' | 'vakken' | 'onderwijsactiviteiten' | 'mbo_vakgebieden';
  versie: string;
  ingangsdatum: Datum;
  partitie: number;
  /**
   * All rows of the list, as in code-lists/rows.ts.
   */
  rijen: object[];
}
/**
 * The old person gets other key data; which ones, the vault alone knows.
 */
export interface OpdrachtWijzigingSleutelgegevens {
  id: UUID;
  soort: 'AANLEVEREN_WIJZIGING_SLEUTELGEGEVENS';
  registratieId: UUID;
  vastgelegdOp: Tijdstip;
  bron: BronAanlevering;
  persoon: PersoonInOpdracht;
  inhoud: InhoudWijzigingSleutelgegevens;
}
export interface InhoudWijzigingSleutelgegevens {}
/**
 * Has no person: its record key is bron.berichtId, and it is no part of the fold.
 */
export interface OpdrachtVerzoekRegistratieoverzicht {
  id: UUID;
  soort: 'VERZOEK_REGISTRATIEOVERZICHT';
  vastgelegdOp: Tijdstip;
  bron: BronAanlevering;
  inhoud: InhoudVerzoekRegistratieoverzicht;
}
export interface InhoudVerzoekRegistratieoverzicht {
  peildatum: Datum;
  vestiging?: BRIN6;
  /**
   * Absent: everybody. Persons that the vault does not know are left out; so the list can be empty, which means nobody.
   *
   * @maxItems 100
   */
  personen?: UUID[];
}
export interface OpdrachtAntwoordCorrectieverzoek {
  id: UUID;
  soort: 'ANTWOORD_CORRECTIEVERZOEK';
  registratieId: UUID;
  vastgelegdOp: Tijdstip;
  bron: BronAanlevering;
  inhoud: AntwoordCorrectieverzoek;
}
/**
 * Something changed at the person in the BRP or by it; what, the vault alone knows. Answered with record 15.
 */
export interface OpdrachtBrpMutatie {
  id: UUID;
  soort: 'BRP_MUTATIE';
  registratieId: UUID;
  vastgelegdOp: Tijdstip;
  bron: Bron;
  inhoud: InhoudBrpMutatie;
}
export interface InhoudBrpMutatie {
  soort: 'BSN_GEWIJZIGD' | 'NAAM_GEWIJZIGD' | 'BRP_GEKOPPELD';
}
export interface OpdrachtVerzoekUitschrijving {
  id: UUID;
  soort: 'VERZOEK_UITSCHRIJVING';
  registratieId: UUID;
  vastgelegdOp: Tijdstip;
  bron: Bron;
  inhoud: InhoudVerzoekUitschrijving;
}
export interface InhoudVerzoekUitschrijving {}
export interface OpdrachtVerzoekBehoudNaPensioen {
  id: UUID;
  soort: 'VERZOEK_BEHOUD_NA_PENSIOEN';
  registratieId: UUID;
  vastgelegdOp: Tijdstip;
  bron: Bron;
  inhoud: InhoudVerzoekBehoudNaPensioen;
}
export interface InhoudVerzoekBehoudNaPensioen {}
export interface OpdrachtAanvraagCorrectie {
  id: UUID;
  soort: 'AANVRAAG_CORRECTIE';
  registratieId: UUID;
  vastgelegdOp: Tijdstip;
  bron: Bron;
  inhoud: InhoudAanvraagCorrectie;
}
export interface InhoudAanvraagCorrectie {
  bevoegdGezagNummer: BG;
  benoemingvolgnummer: AN20;
  velden: VeldenInStand;
  toelichting: Toelichting1000;
}
/**
 * Objection of the teacher or the board to the decision on a request for correction.
 */
export interface OpdrachtBezwaar {
  id: UUID;
  soort: 'BEZWAAR';
  registratieId: UUID;
  vastgelegdOp: Tijdstip;
  bron: Bron;
  inhoud: InhoudBezwaar;
}
export interface InhoudBezwaar {
  correctieverzoekId: UUID;
  bezwaar: Bezwaar;
}
/**
 * Objection to that decision. `terPostOp`: the day it was posted (Awb 6:9 lid 2), when it came on paper.
 */
export interface Bezwaar {
  indiener: PartijCorrectie;
  ontvangenOp: Datum;
  terPostOp?: Datum;
  toelichting: Toelichting4000;
}
/**
 * The teacher asks the register to decide on his request for correction.
 */
export interface OpdrachtVerzoekBesluit {
  id: UUID;
  soort: 'VERZOEK_BESLUIT';
  registratieId: UUID;
  vastgelegdOp: Tijdstip;
  bron: Bron;
  inhoud: InhoudVerzoekBesluit;
}
export interface InhoudVerzoekBesluit {
  correctieverzoekId: UUID;
  gevraagdOp: Datum;
  toelichting?: Toelichting1000;
}
/**
 * The register decides on a request for correction.
 */
export interface OpdrachtBesluit {
  id: UUID;
  soort: 'BESLUIT';
  registratieId: UUID;
  vastgelegdOp: Tijdstip;
  bron: Bron;
  inhoud: InhoudBesluit;
}
export interface InhoudBesluit {
  correctieverzoekId: UUID;
  besluit: Besluit;
}
/**
 * Decision on a request for correction. `velden` with GEDEELTELIJK_TOEGEWEZEN and only then: those of the request that are granted. `bekendgemaaktOp`: the day it was made known (Awb 3:41), from which the term to object counts.
 */
export interface Besluit {
  dictum: DictumVerzoek;
  velden?: VeldenInStand;
  /**
   * Articles of law that it rests on.
   *
   * @minItems 1
   * @maxItems 20
   */
  grondslagen: Wetsartikel[];
  overwegingen: Toelichting4000;
  datum: Datum;
  bekendgemaaktOp: Datum;
}
export interface OpdrachtBehandelingBezwaar {
  id: UUID;
  soort: 'BEHANDELING_BEZWAAR';
  registratieId: UUID;
  vastgelegdOp: Tijdstip;
  bron: Bron;
  inhoud: InhoudBehandelingBezwaar;
}
export interface InhoudBehandelingBezwaar {
  correctieverzoekId: UUID;
  behandeling: BehandelingBezwaar;
}
/**
 * An advisory commission deals with it, and the parties were told so (Awb 7:13 lid 2).
 */
export interface CommissieIngesteld {
  stap: 'COMMISSIE_INGESTELD';
}
/**
 * Who objected was asked to repair an omission (Awb 6:6); the term stands still from the next day (7:10 lid 2).
 */
export interface VerzuimGemeld {
  stap: 'VERZUIM_GEMELD';
  indiener: PartijCorrectie;
  gemeldOp: Datum;
  herstelUiterlijk: Datum;
}
export interface VerzuimHersteld {
  stap: 'VERZUIM_HERSTELD';
  indiener: PartijCorrectie;
  hersteldOp: Datum;
}
/**
 * Awb 7:10 lid 3, once.
 */
export interface Verdaagd {
  stap: 'VERDAAGD';
  weken: number;
}
/**
 * Awb 7:10 lid 4; `tot` is the last day.
 */
export interface Uitgesteld {
  stap: 'UITGESTELD';
  tot: Datum;
  grond: 'ALLE_BELANGHEBBENDEN' | 'INDIENER' | 'PROCEDUREVOORSCHRIFT';
}
/**
 * Awb 6:21.
 */
export interface Ingetrokken {
  stap: 'INGETROKKEN';
  indiener: PartijCorrectie;
  ingetrokkenOp: Datum;
}
export interface OpdrachtAdviesBezwaar {
  id: UUID;
  soort: 'ADVIES_BEZWAAR';
  registratieId: UUID;
  vastgelegdOp: Tijdstip;
  bron: Bron;
  inhoud: InhoudAdviesBezwaar;
}
export interface InhoudAdviesBezwaar {
  correctieverzoekId: UUID;
  advies: AdviesBezwaar;
}
/**
 * Advice of the commission (Awb 7:13). `gehoordOp`: the day of the hearing (7:2); absent when there was none (7:3).
 */
export interface AdviesBezwaar {
  strekking: DictumBezwaar;
  gehoordOp?: Datum;
  uitgebrachtOp: Datum;
  overwegingen: Toelichting4000;
}
export interface OpdrachtBeslissingOpBezwaar {
  id: UUID;
  soort: 'BESLISSING_OP_BEZWAAR';
  registratieId: UUID;
  vastgelegdOp: Tijdstip;
  bron: Bron;
  inhoud: InhoudBeslissingOpBezwaar;
}
export interface InhoudBeslissingOpBezwaar {
  correctieverzoekId: UUID;
  beslissing: BeslissingOpBezwaar;
}
/**
 * Decision on the objection. `verzoek`, with (GEDEELTELIJK_)GEGROND and only then: what is decided on the request instead. `afwijkingVanAdvies` says why it differs from the advice (Awb 7:13 lid 7).
 */
export interface BeslissingOpBezwaar {
  dictum: DictumBezwaar;
  /**
   * With NIET_ONTVANKELIJK, and only then: too late (Awb 6:7), an omission (6:6), not an interested party (1:2), or no interest in the outcome.
   */
  nietOntvankelijkOmdat?: 'TE_LAAT' | 'VERZUIM' | 'GEEN_BELANGHEBBENDE' | 'GEEN_BELANG';
  /**
   * Awb 6:11: it came too late, and who objected cannot be blamed for it.
   */
  termijnoverschrijdingVerschoonbaar?: true;
  verzoek?: DictumVerzoek;
  velden?: VeldenInStand;
  afwijkingVanAdvies?: Toelichting1000;
  /**
   * Articles of law that it rests on.
   *
   * @minItems 1
   * @maxItems 20
   */
  grondslagen: Wetsartikel[];
  overwegingen: Toelichting4000;
  datum: Datum;
  bekendgemaaktOp: Datum;
}
export interface OpdrachtBeroep {
  id: UUID;
  soort: 'BEROEP';
  registratieId: UUID;
  vastgelegdOp: Tijdstip;
  bron: Bron;
  inhoud: InhoudBeroep;
}
export interface InhoudBeroep {
  correctieverzoekId: UUID;
  beroep: Beroep;
}
/**
 * Appeal, as the court told the register of it (Awb 8:1, 8:104).
 */
export interface Beroep {
  instantie: Rechter;
  indiener: 'LERAAR' | 'BESTUUR' | 'BEHEER';
  ingesteldOp: Datum;
}
export interface OpdrachtUitspraak {
  id: UUID;
  soort: 'UITSPRAAK';
  registratieId: UUID;
  vastgelegdOp: Tijdstip;
  bron: Bron;
  inhoud: InhoudUitspraak;
}
export interface InhoudUitspraak {
  correctieverzoekId: UUID;
  uitspraak: Uitspraak;
}
/**
 * Outcome of an appeal. `verzoek` with ZELF_VOORZIEN and only then; `nieuwBesluitUiterlijk` only with NIEUW_BESLUIT, when the court set a term.
 */
export interface Uitspraak {
  /**
   * Awb 8:70; INGETROKKEN: the appeal was withdrawn (6:21).
   */
  dictum: 'ONBEVOEGD' | 'NIET_ONTVANKELIJK' | 'ONGEGROND' | 'GEGROND' | 'INGETROKKEN';
  /**
   * With GEGROND, and only then (Awb 8:72).
   */
  gevolg?: 'RECHTSGEVOLGEN_IN_STAND' | 'ZELF_VOORZIEN' | 'NIEUW_BESLUIT';
  verzoek?: DictumVerzoek;
  velden?: VeldenInStand;
  nieuwBesluitUiterlijk?: Datum;
  datum: Datum;
  bekendgemaaktOp: Datum;
  ecli?: string;
}
/**
 * Body of record 14 on lrr.terugkoppeling.v1 and in the stock: the vault fills in the numbers at hand-over.
 */
export interface RegistratieoverzichtPaginaIntern {
  peildatum: Datum;
  pagina: number;
  aantalPaginas: number;
  /**
   * @maxItems 100
   */
  standen: StandInOverzichtIntern[];
}
export interface StandInOverzichtIntern {
  persoon: PersoonVerwijzing;
  benoemingvolgnummer: AN20;
  personeelsnummer?: AN20;
  stand: Stand;
  registratieplekken: Registratieplek[];
}
/**
 * A person inside the platform, where no number may stand.
 */
export interface PersoonVerwijzing {
  registratieId: UUID;
}
/**
 * Body of record 15 on lrr.terugkoppeling.v1 and in the stock: the vault fills in number and names at hand-over.
 */
export interface SpontaneMutatieIntern {
  soort: SoortMutatie;
  persoon: PersoonVerwijzing;
  benoemingvolgnummers: Benoemingvolgnummers;
}
export interface BerichtTerugkoppelingBenoeming1 {
  kop: KopTerugkoppeling & {
    berichtsoort?: 'TERUGKOPPELING_BENOEMING';
  };
  terugkoppelingBenoeming: TerugkoppelingBenoeming;
}
export interface BerichtTerugkoppelingVerwijdering1 {
  kop: KopTerugkoppeling & {
    berichtsoort?: 'TERUGKOPPELING_VERWIJDERING';
  };
  terugkoppelingVerwijdering: TerugkoppelingVerwijdering;
}
export interface BerichtTerugkoppelingAfkeuring1 {
  kop: KopTerugkoppeling & {
    berichtsoort?: 'TERUGKOPPELING_AFKEURING';
  };
  terugkoppelingAfkeuring: TerugkoppelingAfkeuring;
}
export interface BerichtRegistratieoverzichtIntern {
  kop: KopTerugkoppeling & {
    berichtsoort?: 'TERUGKOPPELING_REGISTRATIEOVERZICHT';
  };
  registratieoverzicht: RegistratieoverzichtPaginaIntern;
}
export interface BerichtSpontaneMutatieIntern {
  kop: KopTerugkoppeling & {
    berichtsoort?: 'SPONTANE_MUTATIE';
  };
  spontaneMutatie: SpontaneMutatieIntern;
}
export interface BerichtCorrectieverzoek1 {
  kop: KopTerugkoppeling & {
    berichtsoort?: 'CORRECTIEVERZOEK';
  };
  correctieverzoek: Correctieverzoek;
}
export interface BerichtTermijnsignalering1 {
  kop: KopTerugkoppeling & {
    berichtsoort?: 'TERMIJNSIGNALERING';
  };
  termijnsignalering: Termijnsignalering;
}
export interface BerichtTerugkoppelingVerwerkt1 {
  kop: KopTerugkoppeling & {
    berichtsoort?: 'TERUGKOPPELING_VERWERKT';
  };
  terugkoppelingVerwerkt: TerugkoppelingVerwerkt;
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
