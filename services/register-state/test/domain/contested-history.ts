import type {
  AdviesBezwaar,
  BehandelingBezwaar,
  BeslissingOpBezwaar,
  Beroep,
  Besluit,
  Bezwaar,
  Uitspraak,
} from '../../../../schemas/message-book/v1/generated.ts';
import { openTerms } from '../../src/domain/correction-terms.ts';
import type { Correction } from '../../src/domain/correction.ts';
import { History } from './history.ts';

/** A history of one request for correction, by the steps that follow on the board's part; days are those of the step. */
export class ContestedHistory extends History {
  get correction(): Correction {
    const newest = this.person.corrections.at(-1);
    if (newest === undefined) throw new Error('nothing was asked');
    return newest;
  }

  /** Terms that run, as `WHAT who day`. */
  get terms(): string[] {
    return openTerms(this.correction).map(({ what, who, by }) => `${what} ${who} ${by}`);
  }

  askDecision(askedOn = this.day): this {
    return this.take({ kind: 'decision-request', askedOn, reasons: 'Mijn contract zegt iets anders.' });
  }

  decideOn(dictum: Besluit['dictum'], o: Partial<Besluit> = {}): this {
    const decision = { ...this.document('Awb 4:13'), dictum, ...o };
    return this.take({ kind: 'decision', decision });
  }

  object(indiener: Bezwaar['indiener'] = 'LERAAR', o: Partial<Bezwaar> = {}): this {
    const objection = { indiener, ontvangenOp: this.day, toelichting: 'Ik ben het er niet mee eens.', ...o };
    return this.take({ kind: 'objection', objection });
  }

  handleObjection(handling: BehandelingBezwaar): this {
    return this.take({ kind: 'objection-handling', handling });
  }

  advise(strekking: AdviesBezwaar['strekking'], o: Partial<AdviesBezwaar> = {}): this {
    const advice = { strekking, uitgebrachtOp: this.day, overwegingen: 'De commissie overweegt.', ...o };
    return this.take({ kind: 'objection-advice', advice });
  }

  review(dictum: BeslissingOpBezwaar['dictum'], o: Partial<BeslissingOpBezwaar> = {}): this {
    return this.take({ kind: 'objection-review', review: { ...this.document('Awb 7:11'), dictum, ...o } });
  }

  appeal(o: Partial<Beroep> = {}): this {
    const appeal = { instantie: 'RECHTBANK', indiener: 'LERAAR', ingesteldOp: this.day, ...o } as const;
    return this.take({ kind: 'appeal', appeal });
  }

  rule(dictum: Uitspraak['dictum'], o: Partial<Uitspraak> = {}): this {
    const ruling = { dictum, datum: this.day, bekendgemaaktOp: this.day, ...o };
    return this.take({ kind: 'ruling', ruling });
  }

  private document(article: string) {
    const { day } = this;
    return { grondslagen: [article], overwegingen: 'Wij overwegen.', datum: day, bekendgemaaktOp: day };
  }
}

/** The board answered on Tuesday 8 September 2020 that the appointment is right. */
export function answered(): ContestedHistory {
  return new ContestedHistory('2020-09-01')
    .deliver()
    .askToCorrect({ fields: ['/datumIngangBenoeming', '/perioden/0'] })
    .on('2020-09-08')
    .answerCorrection('JUIST');
}

/** Decided on Monday 14 September 2020; Monday 26 October is the last day to object. */
export function decided(dictum: Besluit['dictum'] = 'AFGEWEZEN'): ContestedHistory {
  return answered().askDecision().on('2020-09-14').decideOn(dictum);
}

/** The teacher objected in time. */
export function objected(): ContestedHistory {
  return decided().on('2020-10-01').object();
}

/** Decided on the objection on Monday 2 November 2020; Monday 14 December is the last day to appeal. */
export function reviewed(): ContestedHistory {
  return objected().on('2020-11-02').review('ONGEGROND');
}
