import type { Beroep, Uitspraak } from '../../../../schemas/message-book/v1/generated.ts';

interface Ruling {
  readonly dictum: string;
  readonly effect: string | undefined;
  readonly date: string;
}

interface Appeal {
  readonly isHigher: boolean;
  readonly lodged: string;
  ruling?: Ruling;
}

/** Before the courts (Awb, chapter 8): all appeals against one decision on objections. */
export class NaiveAppeals {
  private readonly all: Appeal[] = [];

  /** Whether an appeal can be lodged; then it is. */
  lodge({ instantie, indiener, ingesteldOp: lodged }: Beroep, today: string, reviewDate: string): boolean {
    const last = this.all.at(-1);
    const isHigher = instantie === 'HOGERBEROEPSRECHTER';
    if (isHigher ? last?.isHigher !== false || !isRuled(last) : this.all.some(isRuled)) return false;
    if (!isHigher && indiener === 'BEHEER') return false;
    const against = isHigher ? last?.ruling?.date : reviewDate;
    if (against === undefined || lodged < against || lodged > today) return false;
    this.all.push({ isHigher, lodged });
    return true;
  }

  /** Whether the last appeal can be ruled on so; then it is. */
  rule({ dictum, gevolg: effect, datum: date }: Uitspraak, today: string): boolean {
    const last = this.all.at(-1);
    if (last === undefined || date < last.lodged || date > today) return false;
    last.ruling = { dictum, effect, date };
    return true;
  }

  get firstRuling(): Ruling | undefined {
    return this.all.find((one) => !one.isHigher && isRuled(one))?.ruling;
  }

  /** That of the higher court where it undid the first one's. */
  get rulingThatHolds(): Ruling | undefined {
    return (
      this.all.find(({ isHigher, ruling }) => isHigher && ruling?.dictum === 'GEGROND')?.ruling ?? this.firstRuling
    );
  }

  /** Awb 8:72 lid 4. */
  get orderNewDecision(): boolean {
    return this.rulingThatHolds?.effect === 'NIEUW_BESLUIT';
  }

  /** Where the last ruling leaves the request. */
  get leaveItAt(): string {
    const last = this.all.at(-1);
    if (this.orderNewDecision) return 'UITSPRAAK';
    if (last?.isHigher === true) return 'ONHERROEPELIJK';
    return last?.ruling?.dictum === 'INGETROKKEN' ? 'BESLISSING_OP_BEZWAAR' : 'UITSPRAAK';
  }
}

/** Withdrawn, an appeal rules nothing. */
function isRuled({ ruling }: Appeal): boolean {
  return ruling !== undefined && ruling.dictum !== 'INGETROKKEN';
}
