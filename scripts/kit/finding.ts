/** What is wrong, for a program; `tekst` says it to a person. */
export type FindingKind =
  | 'NIET_VERZONDEN'
  | 'VELD'
  | 'GRONDSLAG'
  | 'VOLGORDE'
  | 'BERICHTNUMMER_DUBBEL'
  | 'HERZENDING_ONTBREEKT'
  | 'HERZENDING_ANDER_NUMMER'
  | 'ONTVANGST_ONBEKEND'
  | 'ONTVANGST_ANDERS'
  | 'TERUGKOPPELING_ONTBREEKT'
  | 'TERUGKOPPELING_ANDERS'
  | 'TERUGKOPPELING_DUBBEL'
  | 'OPHALEN_NIET_BEVESTIGD'
  | 'OPHALEN_VOLGNUMMER'
  | 'CORRECTIEVERZOEK_ONBEANTWOORD'
  | 'VREEMD_BERICHT';

export interface Finding {
  readonly soort: FindingKind;
  readonly tekst: string;
  readonly stap?: string;
  /** JSON Pointer into the record. */
  readonly veld?: string;
}
