import type { CorrectionStep } from '../../src/domain/correction-commands.ts';
import { NaiveAppeals } from './naive-appeals.ts';
import { daysAfter, nextWorkday, weeksAfter } from './naive-weeks.ts';
import { daysStoodStill } from './naive-standstill.ts';
import type { Lack } from './naive-standstill.ts';

interface Objection {
  readonly by: string;
  readonly received: string;
  readonly late: boolean;
  lack?: Lack;
  gone: boolean;
}

/** A decision that somebody may fight until a day. */
interface Fightable {
  readonly date: string;
  readonly until: string;
}

/**
 * One request for correction by the text of the law (Awb, chapters 6 to 8) and the register's own terms, without the
 * domain's functions. Its words for where it stands are those of the design.
 */
export class NaiveCase {
  readonly board: string;
  readonly number: string;
  readonly fields: readonly string[];
  readonly requested: string;
  stands = 'BIJ_BESTUUR';
  /** What the board still has to deliver. */
  owes: readonly string[] | undefined;
  owesBy = '';
  /** Decisions on the objections that a court undid. */
  undone = 0;
  hasChanged = false;
  isReminded = false;
  private askBy = '';
  asked = '';
  private decision: Fightable = { date: '', until: '' };
  readonly objections: Objection[] = [];
  hasCommission = false;
  private weeksMore = 0;
  private postponed = '';
  private advice: { readonly verdict: string; readonly date: string } | undefined;
  private review: Fightable | undefined;
  appeals = new NaiveAppeals();

  constructor(o: Pick<NaiveCase, 'board' | 'number' | 'fields' | 'requested'>) {
    this.board = o.board;
    this.number = o.number;
    this.fields = o.fields;
    this.requested = o.requested;
  }

  get isOver(): boolean {
    return ['AFGESLOTEN', 'ONHERROEPELIJK', 'VERVALLEN'].includes(this.stands);
  }

  /** Its fields may still become others. */
  get isInQuestion(): boolean {
    return !this.isOver || this.owes !== undefined;
  }

  /** Whether the board can answer (621); then it does. */
  answer({ board, verdict }: { readonly board: string; readonly verdict: string }, day: string): boolean {
    if (this.stands !== 'BIJ_BESTUUR' || board !== this.board) return false;
    if (verdict === 'JUIST') this.answered('JUIST_BEVONDEN', day);
    else if (this.hasChanged) this.answered('AANGEPAST', day);
    else this.stands = 'WACHT_OP_STAND';
    return true;
  }

  /** @param isChanged the field says something else now */
  delivered(day: string, isChanged: (field: string) => boolean): void {
    if (this.stands === 'WACHT_OP_STAND') this.answered('AANGEPAST', day);
    else if (this.stands === 'BIJ_BESTUUR') this.hasChanged = true;
    if (this.owes?.some(isChanged) === true) this.owes = undefined;
  }

  deleted(): void {
    if (this.isAtBoard()) this.stands = 'VERVALLEN';
    this.owes = undefined;
  }

  died(): void {
    if (!this.isOver) this.stands = 'VERVALLEN';
    this.owes = undefined;
  }

  /** Last day that somebody who is neither the board nor the register has for what comes next. */
  get lastDayOfOthers(): string | undefined {
    switch (this.stands) {
      case 'AANGEPAST':
      case 'JUIST_BEVONDEN':
        return this.askBy;
      case 'BESLUIT':
        return this.decision.until;
      case 'BESLISSING_OP_BEZWAAR':
        return this.review?.until;
      case 'UITSPRAAK': {
        const first = this.appeals.firstRuling;
        return this.appeals.orderNewDecision || first === undefined ? undefined : weeksAfter(first.date, 6);
      }
      default:
        return undefined;
    }
  }

  get answerBy(): string {
    return daysAfter(this.requested, 28);
  }

  /** The turn of a day ends what nobody took further. */
  turn(day: string): void {
    const last = this.lastDayOfOthers;
    if (last === undefined || day <= last) return;
    this.stands = this.stands === 'AANGEPAST' || this.stands === 'JUIST_BEVONDEN' ? 'AFGESLOTEN' : 'ONHERROEPELIJK';
  }

  /** Awb 7:10. */
  get reviewBy(): string {
    if (this.postponed !== '') return this.postponed;
    const weeks = (this.hasCommission ? 12 : 6) + this.weeksMore;
    const end = daysAfter(this.decision.until, 7 * weeks);
    const lacks = this.living().flatMap(({ lack }) => lack ?? []);
    return nextWorkday(daysAfter(end, daysStoodStill(lacks, this.decision.until)));
  }

  /** Whether the step can be taken; then it is. `here`: the appointment is not deleted. */
  take(command: CorrectionStep, today: string, here: boolean): boolean {
    switch (command.kind) {
      case 'decision-request':
        return this.ask(command.askedOn);
      case 'decision': {
        const { datum: date, dictum, velden } = command.decision;
        if (this.stands !== 'BESLUIT_GEVRAAGD' || date < this.asked || date > today) return false;
        this.decision = { date, until: weeksAfter(date, 6) };
        this.stands = 'BESLUIT';
        this.grant({ verdict: dictum, fields: velden }, today, here);
        return true;
      }
      case 'objection':
        return this.object(command.objection, today);
      case 'objection-handling':
        return ['BEZWAAR', 'ADVIES'].includes(this.stands) && this.handle(command.handling, today);
      case 'objection-advice': {
        const { strekking: verdict, uitgebrachtOp: date } = command.advice;
        const first =
          this.living()
            .map(({ received }) => received)
            .sort()[0] ?? '';
        if (this.stands !== 'BEZWAAR' || !this.hasCommission || date < first || date > today) return false;
        this.advice = { verdict, date };
        this.stands = 'ADVIES';
        return true;
      }
      case 'objection-review':
        return this.decideOnObjections(command.review, today, here);
      case 'appeal':
        return this.fight(command.appeal, today);
      case 'ruling': {
        const { verzoek, velden } = command.ruling;
        if (this.stands !== 'BEROEP' || !this.appeals.rule(command.ruling, today)) return false;
        if (verzoek !== undefined) this.grant({ verdict: verzoek, fields: velden }, today, here);
        this.stands = this.appeals.leaveItAt;
        return true;
      }
    }
  }

  private answered(stands: string, day: string): void {
    this.stands = stands;
    this.askBy = weeksAfter(day, 6);
  }

  private isAtBoard(): boolean {
    return this.stands === 'BIJ_BESTUUR' || this.stands === 'WACHT_OP_STAND';
  }

  private ask(day: string): boolean {
    if (this.isAtBoard()) {
      if (day <= daysAfter(this.requested, 28)) return false;
    } else if (!['AANGEPAST', 'JUIST_BEVONDEN', 'AFGESLOTEN'].includes(this.stands) || day > this.askBy) return false;
    this.asked = day;
    this.stands = 'BESLUIT_GEVRAAGD';
    return true;
  }

  private grant(o: { verdict: string; fields: readonly string[] | undefined }, today: string, here: boolean): void {
    if (o.verdict === 'AFGEWEZEN') this.owes = undefined;
    if (o.verdict === 'AFGEWEZEN' || !here) return;
    this.owes = [...(o.fields ?? this.fields)];
    this.owesBy = daysAfter(today, 28);
  }

  private living(): Objection[] {
    return this.objections.filter(({ gone }) => !gone);
  }

  private object(given: Extract<CorrectionStep, { kind: 'objection' }>['objection'], today: string): boolean {
    const { indiener: by, ontvangenOp: received, terPostOp: posted } = given;
    const isReopened = this.stands === 'ONHERROEPELIJK' && this.review === undefined;
    if (!isReopened && !['BESLUIT', 'BEZWAAR', 'ADVIES'].includes(this.stands)) return false;
    const { date, until } = this.decision;
    if (this.living().some((one) => one.by === by) || received < date || received > today) return false;
    if (posted !== undefined && posted < date) return false;
    const wasInPost = posted !== undefined && posted <= until && received <= weeksAfter(until, 1);
    this.objections.push({ by, received, late: received > until && !wasInPost, gone: false });
    this.stands = 'BEZWAAR';
    this.advice = undefined;
    return true;
  }

  private handle(given: Extract<CorrectionStep, { kind: 'objection-handling' }>['handling'], today: string): boolean {
    const own = 'indiener' in given ? this.living().find(({ by }) => by === given.indiener) : undefined;
    switch (given.stap) {
      case 'COMMISSIE_INGESTELD':
        if (this.hasCommission) return false;
        this.hasCommission = true;
        return true;
      case 'VERDAAGD':
        if (this.weeksMore > 0 || this.postponed !== '' || today > this.reviewBy || given.weken > 6) return false;
        this.weeksMore = given.weken;
        return true;
      case 'UITGESTELD':
        if (given.tot <= this.reviewBy) return false;
        this.postponed = given.tot;
        return true;
      case 'VERZUIM_GEMELD':
        if (own === undefined || own.lack !== undefined || given.gemeldOp < own.received) return false;
        own.lack = { asked: given.gemeldOp, until: given.herstelUiterlijk };
        return true;
      case 'VERZUIM_HERSTELD':
        if (own?.lack === undefined || own.lack.repaired !== undefined || given.hersteldOp < own.lack.asked)
          return false;
        own.lack.repaired = given.hersteldOp;
        return true;
      case 'INGETROKKEN':
        if (own === undefined || given.ingetrokkenOp < own.received) return false;
        own.gone = true;
        if (this.living().length === 0) this.nobodyObjects(today);
        return true;
    }
  }

  private nobodyObjects(today: string): void {
    this.stands = today > this.decision.until ? 'ONHERROEPELIJK' : 'BESLUIT';
    this.hasCommission = false;
    this.weeksMore = 0;
    this.postponed = '';
    this.advice = undefined;
  }

  private decideOnObjections(
    given: Extract<CorrectionStep, { kind: 'objection-review' }>['review'],
    today: string,
    here: boolean,
  ): boolean {
    const isAnew = this.stands === 'UITSPRAAK' && this.appeals.orderNewDecision;
    if (!isAnew && !['BEZWAAR', 'ADVIES'].includes(this.stands)) return false;
    if (this.stands === 'BEZWAAR' && this.hasCommission) return false;
    if (today <= this.decision.until || !this.isAdmissible(given, today)) return false;
    const hasDeviation = given.afwijkingVanAdvies !== undefined;
    if (this.advice === undefined ? hasDeviation : this.advice.verdict !== given.dictum && !hasDeviation) return false;
    const facts = [this.decision.date, this.advice?.date ?? '', ...this.living().map(({ received }) => received)];
    if (isAnew) facts.push(this.appeals.rulingThatHolds?.date ?? '');
    if (facts.some((day) => given.datum < day) || given.datum > today) return false;
    this.stands = 'BESLISSING_OP_BEZWAAR';
    if (isAnew) this.undone += 1;
    this.review = { date: given.datum, until: weeksAfter(given.datum, 6) };
    this.appeals = new NaiveAppeals();
    if (given.verzoek !== undefined) this.grant({ verdict: given.verzoek, fields: given.velden }, today, here);
    return true;
  }

  /** Awb 6:6, 6:7, 6:11. */
  private isAdmissible(given: Extract<CorrectionStep, { kind: 'objection-review' }>['review'], today: string): boolean {
    const { nietOntvankelijkOmdat: ground, termijnoverschrijdingVerschoonbaar: isExcused } = given;
    const allLate = this.living().every(({ late }) => late);
    const isLacking = this.living().some(
      ({ lack }) => lack !== undefined && today > lack.until && (lack.repaired ?? '9') > lack.until,
    );
    if ((ground === 'TE_LAAT' && !allLate) || (ground === 'VERZUIM' && !isLacking)) return false;
    if (isExcused === true) return allLate && ground === undefined;
    return !allLate || ground !== undefined;
  }

  private fight(given: Extract<CorrectionStep, { kind: 'appeal' }>['appeal'], today: string): boolean {
    const canBe = ['BESLISSING_OP_BEZWAAR', 'UITSPRAAK', 'ONHERROEPELIJK'].includes(this.stands);
    if (!canBe || this.review === undefined || !this.appeals.lodge(given, today, this.review.date)) return false;
    this.stands = 'BEROEP';
    return true;
  }
}
