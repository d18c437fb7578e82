import { processingLogRecord } from '../../../../schemas/processing-log/v1/processing-log-record.ts';
import { newId } from '../../../_platform/src/ids/new-id.ts';
import type { OutboxRow } from '../../../_platform/src/outbox/outbox.ts';

/** Somebody reads what the register holds of a person. */
export type ReadActivity =
  | 'REGISTRATIE_INZIEN'
  | 'PERSOON_INZIEN'
  | 'HISTORIE_INZIEN'
  | 'INZAGEN_INZIEN'
  | 'REGISTRATIEOVERZICHT_OPVRAGEN'
  | 'VERGELIJKING_OPVRAGEN'
  | 'CORRECTIES_BEWAKEN'
  | 'CORRECTIE_INZIEN'
  | 'TERMIJNOVERSCHRIJDINGEN_INZIEN'
  | 'GEBEURTENISSEN_OPHALEN'
  | 'REGISTRATIESTANDEN_OPHALEN';

export type ProcessingActivity =
  | ReadActivity
  | 'ONDERWIJS_OPGEVEN'
  | 'UITSCHRIJVING_VERZOEKEN'
  | 'BEHOUD_NA_PENSIOEN_VERZOEKEN'
  | 'CORRECTIE_AANVRAGEN'
  | 'BESLUIT_VRAGEN'
  | 'BESLUIT_NEMEN'
  | 'BEZWAAR_MAKEN'
  | 'BEZWAAR_BEHANDELEN'
  | 'BEROEP_VASTLEGGEN';

/** What each is for, also told to the teacher at …/inzagen. */
export const PURPOSES: Readonly<Record<ProcessingActivity, string>> = {
  REGISTRATIE_INZIEN: 'Een bevoegde leest de registratie van een leraar',
  PERSOON_INZIEN: 'Een bestuur leest zijn eigen benoemingen van een leraar',
  HISTORIE_INZIEN: 'Een bevoegde leest wat er van een leraar is vastgelegd en wanneer',
  INZAGEN_INZIEN: 'De leraar leest wie zijn gegevens heeft ingezien',
  REGISTRATIEOVERZICHT_OPVRAGEN: 'Een bestuur vergelijkt zijn eigen benoemingen met het register',
  VERGELIJKING_OPVRAGEN:
    'Een bestuur vergelijkt zijn eigen benoemingen met het register, aan de hand van controlegetallen',
  CORRECTIES_BEWAKEN: 'Het beheer ziet welke verzoeken om verbetering te lang openstaan',
  CORRECTIE_INZIEN: 'Een betrokkene leest een verzoek om verbetering en wat erop volgde',
  TERMIJNOVERSCHRIJDINGEN_INZIEN: 'De inspectie ziet wie langer in het voorportaal staat dan mag',
  GEBEURTENISSEN_OPHALEN: 'Een afnemer volgt wat er in het register verandert',
  REGISTRATIESTANDEN_OPHALEN: 'Een afnemer neemt de stand van het register over',
  ONDERWIJS_OPGEVEN: 'De leraar geeft op welk onderwijs hij geeft',
  UITSCHRIJVING_VERZOEKEN: 'De leraar vraagt uit het register te worden geschreven',
  BEHOUD_NA_PENSIOEN_VERZOEKEN: 'De leraar vraagt na zijn pensioen in het register te blijven',
  CORRECTIE_AANVRAGEN: 'De leraar vraagt zijn bestuur een benoeming te verbeteren',
  BESLUIT_VRAGEN: 'De leraar vraagt het register om een besluit over zijn verzoek om verbetering',
  BESLUIT_NEMEN: 'Het register beslist op een verzoek om verbetering, of op een bezwaar daarover',
  BEZWAAR_MAKEN: 'Een belanghebbende maakt bezwaar tegen een besluit over een verzoek om verbetering',
  BEZWAAR_BEHANDELEN: 'Het register behandelt een bezwaar over een verzoek om verbetering',
  BEROEP_VASTLEGGEN: 'Het register legt vast wat de rechter over een verzoek om verbetering liet weten',
};

/** A line of the processing log (Logboek Dataverwerkingen): one pseudonym, and nothing of what was read. */
export function processingRecord(
  activity: ProcessingActivity,
  registerId: string,
  at: Date,
  o: { readonly onBehalfOf?: string | undefined; readonly traceparent?: string | undefined } = {},
): OutboxRow {
  return processingLogRecord({
    ...o,
    id: newId(),
    activity,
    at,
    executor: 'register-state',
    subject: registerId,
    domain: 'register',
    purpose: PURPOSES[activity],
  });
}
