import type { Teaching } from './claim.ts';

/** A subject in an area of secondary education. */
export interface SubjectTarget {
  readonly vak: string;
  readonly gebied: 'VO' | 'VHO';
}

/** Teaching in primary (PO) or special (SO) education; no activity = the class teacher. */
export interface PrimaryTarget {
  readonly kind: 'PO' | 'SO';
  readonly activity: string | undefined;
}

/** What a certificate must cover. */
export type Target =
  | PrimaryTarget
  | { readonly kind: 'VSO'; readonly subject: SubjectTarget | undefined }
  | { readonly kind: 'VO'; readonly subject: SubjectTarget }
  | { readonly kind: 'MBO' };

/** @returns undefined for a group the message book does not allow (VO without subject or area) */
export function targetOf(teaching: Teaching): Target | undefined {
  const subject =
    teaching.vak === undefined || teaching.gebied === undefined
      ? undefined
      : { vak: teaching.vak, gebied: teaching.gebied };
  switch (teaching.aanduiding) {
    case 'LERAAR_PO':
      return { kind: 'PO', activity: teaching.activiteit };
    case 'LERAAR_SO':
      return { kind: 'SO', activity: teaching.activiteit };
    case 'LERAAR_VSO':
      return { kind: 'VSO', subject };
    case 'LERAAR_VO':
      return subject && { kind: 'VO', subject };
    case 'DOCENT_MBO':
      return { kind: 'MBO' };
  }
}
