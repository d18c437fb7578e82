import type { Kop } from '../../../../schemas/message-book/v1/generated.ts';
import type { Finding } from './finding.ts';

/**
 * Stage AUTORISATIE: the OIN of the token is the one the record names (the supplier when there is one, else the sender)
 * and holds a mandate for this board and delivery point.
 */
export function judgeAuthorisation(kop: Kop, callerOin: string, hasMandate: boolean): Finding[] {
  const named = kop.oinLeverancier ?? kop.oinVerzender;
  if (named === callerOin && hasMandate) return [];
  const waarden = { bevoegd_gezag: kop.bevoegdGezagNummer, aanleverpunt: kop.aanleverpuntnummer };
  return [{ code: '366', veld: '/kop/aanleverpuntnummer', waarden }];
}
