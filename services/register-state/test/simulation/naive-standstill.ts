import { tomorrow } from './naive-calendar.ts';

/** What was lacking in an objection (Awb 6:6), and when that was put right. */
export interface Lack {
  readonly asked: string;
  readonly until: string;
  repaired?: string;
}

/** Awb 7:10 lid 2: days after the term to object on which some objection waited to be put right, each counted once. */
export function daysStoodStill(lacks: readonly Lack[], objectBy: string): number {
  const days = new Set<string>();
  for (const lack of lacks) {
    for (let day = tomorrow(lack.asked); waits(lack, day); day = tomorrow(day)) if (day > objectBy) days.add(day);
  }
  return days.size;
}

function waits({ until, repaired }: Lack, day: string): boolean {
  return day <= until && (repaired === undefined || day < repaired);
}
