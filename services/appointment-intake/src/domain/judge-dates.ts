import type { Benoeming, Onderwijs, Periode } from '../../../../schemas/message-book/v1/generated.ts';
import type { Finding } from './finding.ts';
import type { Judging } from './record-kind.ts';

/**
 * Stage DATUMS. All ends are inclusive; an end that is not stated never contradicts anything.
 * First the appointment itself (314, 610, 303, 331, 332), then each period, of which only the first fault in the order
 * 314, 605, 321, 349 is told: the later ones mostly follow from it.
 */
export function judgeDates(body: Benoeming, { moment }: Judging): Finding[] {
  const { datumIngangBenoeming: begin, datumEindeBenoeming: end } = body;
  const findings: Finding[] = [...appointmentEnds(body), ...outsideContract(body)];
  if (!body.perioden.some((period) => period.datumBegin === begin)) {
    findings.push({ code: '303', veld: '/benoeming/perioden/0/datumBegin', waarden: { datum: begin } });
  }
  if (end !== undefined && end > moment.inFiveYears) {
    findings.push({ code: '331', veld: '/benoeming/datumEindeBenoeming', waarden: { datum: end } });
  }
  if (begin > moment.inOneYear) {
    findings.push({ code: '332', veld: '/benoeming/datumIngangBenoeming', waarden: { datum: begin } });
  }
  return [...findings, ...periodFaults(body)];
}

function appointmentEnds(body: Benoeming): Finding[] {
  return [
    endBeforeBegin('/benoeming/datumEindeBenoeming', body.datumIngangBenoeming, body.datumEindeBenoeming),
    endBeforeBegin(
      '/benoeming/datumEindArbeidsovereenkomst',
      body.datumBeginArbeidsovereenkomst,
      body.datumEindArbeidsovereenkomst,
    ),
  ].filter((finding) => finding !== undefined);
}

function endBeforeBegin(veld: string, begin: string, end: string | undefined): Finding | undefined {
  if (end === undefined || end >= begin) return undefined;
  return { code: '314', veld, waarden: { datum_begin: begin, datum_eind: end } };
}

/** 610, at each of the two dates of the appointment that lies outside the contract. */
function outsideContract(body: Benoeming): Finding[] {
  const { datumBeginArbeidsovereenkomst: from, datumEindArbeidsovereenkomst: until } = body;
  const findings: Finding[] = [];
  if (isOutside(body.datumIngangBenoeming, from, until)) {
    findings.push({ code: '610', veld: '/benoeming/datumIngangBenoeming' });
  }
  if (isOutside(body.datumEindeBenoeming, from, until)) {
    findings.push({ code: '610', veld: '/benoeming/datumEindeBenoeming' });
  }
  return findings;
}

function isOutside(day: string | undefined, from: string, until: string | undefined): boolean {
  return day !== undefined && (day < from || (until !== undefined && day > until));
}

function periodFaults(body: Benoeming): Finding[] {
  const findings: Finding[] = [];
  let former: Periode | undefined;
  // Latest end of all periods before: a period may overlap another one than its neighbour.
  let latestEnd = '';
  for (const [i, period] of body.perioden.entries()) {
    const veld = `/benoeming/perioden/${i}`;
    const fault =
      endBeforeBegin(`${veld}/datumEind`, period.datumBegin, period.datumEind) ??
      doesNotFollow(veld, period, former, latestEnd) ??
      outsideAppointment(veld, period, body) ??
      statedTwice(veld, period);
    if (fault !== undefined) findings.push(fault);
    if (period.datumEind !== undefined && period.datumEind > latestEnd) latestEnd = period.datumEind;
    former = period;
  }
  return findings;
}

/** 605: not after the former period, overlapping an earlier one, or the former one is open. */
function doesNotFollow(
  veld: string,
  period: Periode,
  former: Periode | undefined,
  latestEnd: string,
): Finding | undefined {
  if (former === undefined) return undefined;
  const follows =
    former.datumEind !== undefined && period.datumBegin > former.datumBegin && period.datumBegin > latestEnd;
  return follows ? undefined : { code: '605', veld: `${veld}/datumBegin`, waarden: { datum: period.datumBegin } };
}

/** 321, at the date that lies outside: the begin when that does, else the end. */
function outsideAppointment(veld: string, period: Periode, body: Benoeming): Finding | undefined {
  const { datumIngangBenoeming: from, datumEindeBenoeming: until } = body;
  const waarden = { datum_begin: period.datumBegin };
  if (isOutside(period.datumBegin, from, until)) return { code: '321', veld: `${veld}/datumBegin`, waarden };
  if (isOutside(period.datumEind, from, until)) return { code: '321', veld: `${veld}/datumEind`, waarden };
  return undefined;
}

/** 349, at the second of the two: a ground at one location twice, a location or a teaching twice inside a ground. */
function statedTwice(veld: string, period: Periode): Finding | undefined {
  const groundsAtLocations = new Set<string>();
  for (const [j, ground] of period.grondslagen.entries()) {
    const place = `${veld}/grondslagen/${j}`;
    for (const [k, location] of ground.vestigingen.entries()) {
      const key = `${ground.benoemingsgrondslag} ${location}`;
      if (groundsAtLocations.has(key)) {
        const isInside = ground.vestigingen.indexOf(location) < k;
        const omschrijving = isInside
          ? 'een vestiging bij een grondslag'
          : 'een grondslag op een vestiging binnen een periode';
        return { code: '349', veld: `${place}/vestigingen/${k}`, waarden: { omschrijving } };
      }
      groundsAtLocations.add(key);
    }
    const teachings = new Set<string>();
    for (const [k, teaching] of (ground.onderwijs ?? []).entries()) {
      const key = teachingKey(teaching);
      if (teachings.has(key)) {
        return {
          code: '349',
          veld: `${place}/onderwijs/${k}`,
          waarden: { omschrijving: 'onderwijs bij een grondslag' },
        };
      }
      teachings.add(key);
    }
  }
  return undefined;
}

function teachingKey({ aanduiding, activiteit, vak, gebied, vakgebied }: Onderwijs): string {
  return [aanduiding, activiteit, vak, gebied, vakgebied].join(' ');
}
