import type { GroundRow } from '../../schemas/code-lists/rows.ts';
import type { Fields } from '../generator/records.ts';
import { fetchFindings, lostRecords, reusedIds, unansweredCorrections } from './check-conduct.ts';
import { feedbackFindings, kopOf } from './check-feedback.ts';
import { receiptFindings, sentFindings } from './check-steps.ts';
import type { Finding } from './finding.ts';
import { bundlesOf, lookUpsOf, messageIdOf, sendingsOf, type Journal, type SeenReceipt } from './journal.ts';
import { matchSendings, type MatchedStep, type Matching } from './match-sendings.ts';
import type { Plan, Scenario } from './plan-types.ts';
import { answerTo, requestIdOf, TOLD_BY, toldRecord } from './told-record.ts';

export interface ScenarioReport {
  readonly id: string;
  readonly titel: string;
  readonly uitkomst: 'GOED' | 'FOUT' | 'NIET_GESPEELD';
  readonly bevindingen: readonly Finding[];
}

export interface Report {
  readonly soort: 'LRR_KIT_VERSLAG';
  readonly zaad: number;
  readonly goed: number;
  readonly fout: number;
  readonly nietGespeeld: number;
  /** About no scenario in particular. */
  readonly algemeen: readonly Finding[];
  readonly scenarios: readonly ScenarioReport[];
  readonly overgeslagen: readonly string[];
}

interface Seen {
  readonly matching: Matching;
  readonly lookUps: ReadonlyMap<string, readonly SeenReceipt[]>;
  /** Feedback records by the message id they answer. */
  readonly answers: ReadonlyMap<unknown, readonly Fields[]>;
  readonly feedback: readonly Fields[];
  readonly grounds: readonly GroundRow[];
}

/** Compares what a supplier's system did with the plan. Asks nobody anything. */
export function checkJournal(written: Plan, journal: Journal, grounds: readonly GroundRow[]): Report {
  const sendings = sendingsOf(journal);
  const bundles = bundlesOf(journal);
  const feedback = bundles.flatMap(({ records }) => records);
  const plan = withRequestIds(written, feedback);
  const matching = matchSendings(plan, sendings);
  const answers = Map.groupBy(feedback, (record) => kopOf(record)['verwijstNaar']);
  const seen = { matching, lookUps: lookUpsOf(journal), answers, feedback, grounds };
  const scenarios = plan.scenarios.map((scenario) => checkScenario(scenario, seen));
  const count = (outcome: ScenarioReport['uitkomst']): number =>
    scenarios.filter(({ uitkomst }) => uitkomst === outcome).length;
  return {
    soort: 'LRR_KIT_VERSLAG',
    zaad: plan.zaad,
    goed: count('GOED'),
    fout: count('FOUT'),
    nietGespeeld: count('NIET_GESPEELD'),
    algemeen: [
      ...reusedIds(sendings, idsUsedTwice(plan)),
      ...lostRecords(sendings, journal),
      ...(journal.showsFetching ? fetchFindings(bundles) : []),
      ...unansweredCorrections(feedback, sendings),
      ...strangers(matching),
    ],
    scenarios,
    overgeslagen: plan.overgeslagen,
  };
}

function checkScenario(scenario: Scenario, seen: Seen): ScenarioReport {
  const { id, titel } = scenario;
  const matched = scenario.stappen.map((step) => seen.matching.steps.get(step));
  if (matched.every((found) => found === undefined)) return { id, titel, uitkomst: 'NIET_GESPEELD', bevindingen: [] };
  const bevindingen = scenario.stappen.flatMap((step, index): Finding[] => {
    const found = matched[index];
    if (found === undefined) {
      const soort = step.herhaalt === undefined ? 'NIET_VERZONDEN' : 'HERZENDING_ONTBREEKT';
      return [{ soort, stap: step.stap, tekst: `Deze stap is niet gedaan: ${step.doe}` }];
    }
    const before = matched.slice(0, index).filter((former) => former !== undefined);
    return [...orderFindings(found, before), ...stepFindings(found, matched, seen)];
  });
  bevindingen.push(...eventFindings(scenario, matched, seen));
  return { id, titel, uitkomst: bevindingen.length === 0 ? 'GOED' : 'FOUT', bevindingen };
}

/** What the supplier is told unasked must have been fetched too. */
function eventFindings(
  { gebeurtenis, stappen }: Scenario,
  matched: readonly (MatchedStep | undefined)[],
  { feedback }: Seen,
): Finding[] {
  if (gebeurtenis === undefined || matched[gebeurtenis.naStap] === undefined) return [];
  if (toldRecord(gebeurtenis, feedback) !== undefined) return [];
  const tekst = `Er is geen ${TOLD_BY[gebeurtenis.soort]} opgehaald over benoeming ${gebeurtenis.benoemingvolgnummer}: ${gebeurtenis.gebeurt}`;
  return [{ soort: 'TERUGKOPPELING_ONTBREEKT', stap: stappen[gebeurtenis.naStap]?.stap ?? '', tekst }];
}

/** The plan with the ids of the requests that were fetched since it was written. */
function withRequestIds(plan: Plan, feedback: readonly Fields[]): Plan {
  const scenarios = plan.scenarios.map((scenario) => {
    const requestId = requestIdOf(scenario, feedback);
    return { ...scenario, stappen: scenario.stappen.map((step) => answerTo(step, requestId)) };
  });
  return { ...plan, scenarios };
}

function orderFindings({ step, sending }: MatchedStep, before: readonly MatchedStep[]): Finding[] {
  const overtaken = before.filter((former) => former.sending.place > sending.place);
  return overtaken.map((former) => ({
    soort: 'VOLGORDE',
    stap: step.stap,
    tekst: `Deze stap is verzonden vóór ${former.step.stap}. Verzend de standen van een benoeming in hun volgorde.`,
  }));
}

function stepFindings(found: MatchedStep, matched: readonly (MatchedStep | undefined)[], seen: Seen): Finding[] {
  const { scenario, step, sending } = found;
  const id = messageIdOf(sending.record) ?? '';
  const first = matched.find((former) => former?.step.stap === step.herhaalt);
  const receipt = sending.receipt ?? seen.lookUps.get(id)?.at(-1);
  const isTrial = scenario.proef === true;
  const findings = [
    ...sentFindings(found, first, seen.grounds),
    ...receiptFindings(step, isTrial, receipt),
    ...feedbackFindings(step, isTrial, seen.answers.get(id) ?? []),
  ];
  const former = first?.sending.receipt?.ontvangstId;
  if (former !== undefined && receipt?.ontvangstId !== former && findings.length === 0) {
    const tekst = `De herzending kreeg ontvangstId ${receipt?.ontvangstId ?? '(geen)'}, het eerste bericht ${former}.`;
    findings.push({ soort: 'ONTVANGST_ANDERS', stap: step.stap, veld: '/ontvangstId', tekst });
  }
  return findings;
}

/** Ids that the plan itself uses for two contents. */
function idsUsedTwice(plan: Plan): Set<string> {
  const steps = plan.scenarios.flatMap(({ stappen }) => stappen).filter(({ herhaalt }) => herhaalt === undefined);
  const uses = Map.groupBy(steps, ({ bericht }) => messageIdOf(bericht) ?? '');
  return new Set([...uses].filter(([, using]) => using.length > 1).map(([id]) => id));
}

/** Records of systems in use, which happen to stand in the same journal, are not counted one by one. */
function strangers({ strange }: Matching): Finding[] {
  const answersToCorrections = strange.filter(({ record }) => !('antwoordCorrectieverzoek' in record));
  if (answersToCorrections.length === 0) return [];
  const ids = answersToCorrections.slice(0, 3).map(({ record }) => messageIdOf(record) ?? '(zonder nummer)');
  const tekst = `${answersToCorrections.length} bericht(en) horen bij geen scenario, zoals ${ids.join(', ')}.`;
  return [{ soort: 'VREEMD_BERICHT', tekst }];
}
