/**
 * Which activity of primary and special education belongs to which subject of a certificate.
 *
 * A subject teacher (PO_VAK) or a VHO certificate in physical education or music also covers the activity of that
 * name. `naam` = the activity bears the subject's name. `verwant` = it overlaps with the subject, but bears another
 * name (Besluit bekwaamheidseisen art. 4.1 and 4.2 list them apart); a person must decide.
 * A change here is a change of the rules: raise `rulesVersion` in match.ts.
 */
export const activitySubjects: readonly {
  readonly sector: 'PO' | 'SO';
  readonly activiteit: string;
  readonly vak: string;
  readonly band: 'naam' | 'verwant';
}[] = [
  { sector: 'PO', activiteit: 'MUZIEK', vak: 'MUZIEK', band: 'naam' },
  { sector: 'SO', activiteit: 'MUZIEK', vak: 'MUZIEK', band: 'naam' },
  { sector: 'PO', activiteit: 'ZINTUIGLIJKE_EN_LICHAMELIJKE_OEFENING', vak: 'LO', band: 'naam' },
  { sector: 'SO', activiteit: 'LICHAMELIJKE_OEFENING', vak: 'LO', band: 'naam' },
  { sector: 'PO', activiteit: 'SPEL_EN_BEWEGING', vak: 'LO', band: 'verwant' },
  { sector: 'SO', activiteit: 'SPEL_EN_BEWEGING', vak: 'LO', band: 'verwant' },
  { sector: 'SO', activiteit: 'ZINTUIGLIJKE_OEFENING', vak: 'LO', band: 'verwant' },
];
