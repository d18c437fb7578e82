import type { Stand } from '../../../../schemas/message-book/v1/generated.ts';
import type { GroundRow } from '../../../../schemas/code-lists/rows.ts';
import type { Command } from '../../src/domain/commands.ts';
import { lastOfMonths } from './naive-calendar.ts';
import { naiveNotices, naiveRefusals } from './naive-notices.ts';
import type { NaiveCase } from './naive-notices.ts';
import { naiveTeaching, spansOf } from './naive-spans.ts';

interface Held {
  readonly board: string;
  stand: Stand;
  order: { readonly number?: number; readonly time: string };
  deleted: boolean;
  /** An L ground of it was valid on the day of a snapshot, or later. */
  carried: boolean;
}

interface Request {
  readonly id: string;
  readonly board: string;
  readonly number: string;
  readonly fields: readonly string[];
  waits: boolean;
}

/**
 * The register's law once more, written from the text of its design alone: slow, without the domain's functions, and
 * with no events. It says which signals a command gets and where the person stands. The simulation holds the domain
 * against it.
 */
export class NaiveRegister {
  status = 'ONBEKEND';
  /** The day it was judged so. */
  statusSince = '';
  stated: readonly string[] = [];
  wants = false;
  rows: readonly GroundRow[];
  private readonly held: Held[] = [];
  private readonly requests: Request[] = [];
  private pensioned = false;
  private stays = false;

  constructor(rows: readonly GroundRow[]) {
    this.rows = rows;
  }

  /** Signals as `code@field`, of the register alone. */
  judge(command: Command, today: string): string[] {
    switch (command.kind) {
      case 'snapshot':
        return this.takeSnapshot(command, today);
      case 'deletion':
        return this.delete(command, today);
      case 'key-data':
        return this.valid().some(({ board }) => board === command.board)
          ? []
          : ['304@/wijzigingSleutelgegevens/persoon'];
      case 'teaching-statement':
        if (!['BEKEND', 'OPGENOMEN', 'SLAPEND'].includes(this.status)) return [];
        this.stated = command.teaching.map(naiveTeaching);
        this.wants = command.wantsReregistration;
        if (this.status === 'BEKEND') this.status = 'OPGENOMEN';
        return [];
      case 'removal-request':
        if (['BEKEND', 'OPGENOMEN', 'SLAPEND'].includes(this.status)) this.moveTo('BEWAARD(VERZOEK)', today);
        return [];
      case 'stay-request':
        this.stays = true;
        if (this.status === 'BEWAARD(PENSIOEN)') this.moveTo(this.standing(today), today);
        return [];
      case 'state-pension':
        this.pensioned = true;
        if (!this.stays && ['BEKEND', 'OPGENOMEN', 'SLAPEND'].includes(this.status)) {
          this.moveTo('BEWAARD(PENSIOEN)', today);
        }
        return [];
      case 'death':
        this.moveTo('BEWAARD(OVERLIJDEN)', today);
        for (const request of this.requests) request.waits = false;
        return [];
      case 'correction-request': {
        const { board, number, fields } = command;
        const isThere = this.valid().some((one) => one.board === board && one.stand.benoemingvolgnummer === number);
        const asked = this.waiting(board, number).flatMap((one) => one.fields);
        const waits = fields.some((field) => asked.some((other) => sharesPlace(field, other)));
        if (isThere && !waits && this.status !== 'BEWAARD(OVERLIJDEN)') {
          this.requests.push({ id: '', board, number, fields, waits: true });
        }
        return [];
      }
      case 'correction-answer': {
        const request = this.requests.find(({ id }) => id === command.correctionId);
        if (request?.waits !== true || request.board !== command.board) {
          return ['621@/antwoordCorrectieverzoek/correctieverzoekId'];
        }
        request.waits = false;
        return [];
      }
      case 'day-turn':
        this.turn(command.day);
        return [];
      default:
        return [];
    }
  }

  /** The id that the register gave to the newest request. */
  name(id: string): void {
    const last = this.requests.findLast((one) => one.id === '');
    if (last !== undefined) this.requests.splice(this.requests.indexOf(last), 1, { ...last, id });
  }

  valid(): Held[] {
    return this.held.filter(({ deleted }) => !deleted);
  }

  /** Whether somebody without a living entry has been kept for his five years. */
  isKeptLongEnough(day: string): boolean {
    return this.status.startsWith('BEWAARD') && day > lastOfMonths(this.statusSince, 60);
  }

  private waiting(board: string, number: string): Request[] {
    return this.requests.filter((one) => one.waits && one.board === board && one.number === number);
  }

  private takeSnapshot(command: Extract<Command, { kind: 'snapshot' }>, today: string): string[] {
    const { board, snapshot: stand, order } = command;
    const known = this.held.find((one) => one.board === board && isOf(one.stand, stand));
    if (known !== undefined && !isNewer(order, known.order)) return ['312@/benoeming/standvolgnummer'];
    const former = known?.deleted === false ? known.stand : undefined;
    const others = this.valid().filter((one) => one !== known);
    const given: NaiveCase = {
      board,
      stand,
      former,
      all: [...others, { board, stand }],
      stated: this.stated,
      isAsked: this.waiting(board, stand.benoemingvolgnummer).length > 0,
      today,
      rows: this.rows,
    };
    const refusals = naiveRefusals(given);
    if (refusals.length > 0) return refusals;
    const carried = (former !== undefined && known?.carried === true) || this.hasFullGround(board, stand, today);
    const now: Held = { board, stand, order, deleted: false, carried };
    this.held.splice(known === undefined ? this.held.length : this.held.indexOf(known), 1, now);
    this.pensioned ||= command.statePensionReached;
    this.settle(today, former === undefined ? now : undefined);
    return naiveNotices(given);
  }

  private delete(command: Extract<Command, { kind: 'deletion' }>, today: string): string[] {
    const { board, deletion, order } = command;
    const known = this.valid().find((one) => one.board === board && isOf(one.stand, deletion));
    if (known?.stand.datumIngangBenoeming !== deletion.datumIngangBenoeming) {
      return ['304@/verwijderingBenoeming/benoemingvolgnummer'];
    }
    if (!isNewer(order, known.order)) return ['312@/verwijderingBenoeming/standvolgnummer'];
    known.deleted = true;
    known.order = order;
    for (const request of this.waiting(board, deletion.benoemingvolgnummer)) request.waits = false;
    if (this.status !== 'ONBEKEND' && !this.isDead() && !this.valid().some(({ carried }) => carried)) {
      this.moveTo('ONBEKEND', today);
      this.stated = [];
      this.wants = false;
    }
    this.settle(today);
    return [];
  }

  private turn(day: string): void {
    if (this.status === 'SLAPEND' && day > lastOfMonths(this.statusSince, 60)) this.moveTo('BEWAARD(EINDE)', day);
    if (this.status !== 'BEKEND' && this.status !== 'OPGENOMEN') return;
    if (!this.hasAnyFullGround(day)) this.moveTo(this.standing(day), day);
  }

  private settle(today: string, brought?: Held): void {
    if (this.isDead() || !this.valid().some(({ carried }) => carried)) return;
    const isLeft = brought !== undefined && this.hasFullGround(brought.board, brought.stand, today);
    if (this.status === 'BEWAARD(VERZOEK)' || this.status === 'BEWAARD(PENSIOEN)') {
      if (!isLeft) return;
      // He is out of it by the new appointment, and whatever he is next, a pensioner kept again at once, he is from today.
      this.statusSince = today;
    }
    if (this.status === 'BEWAARD(EINDE)' && !this.hasAnyFullGround(today)) return;
    this.moveTo(this.standing(today), today);
  }

  /** Where grounds and statements put somebody who is not kept. */
  private standing(today: string): string {
    const isFull = this.hasAnyFullGround(today);
    if (!isFull && this.stated.length === 0) return 'BEWAARD(EINDE)';
    if (this.pensioned && !this.stays) return 'BEWAARD(PENSIOEN)';
    if (!isFull) return 'SLAPEND';
    return this.stated.length > 0 ? 'OPGENOMEN' : 'BEKEND';
  }

  private moveTo(status: string, today: string): void {
    if (status !== this.status) this.statusSince = today;
    this.status = status;
  }

  private isDead(): boolean {
    return this.status === 'BEWAARD(OVERLIJDEN)';
  }

  private hasAnyFullGround(today: string): boolean {
    return this.valid().some(({ board, stand }) => this.hasFullGround(board, stand, today));
  }

  private hasFullGround(board: string, stand: Stand, today: string): boolean {
    return spansOf(board, stand, this.rows).some(({ row, end }) => row.bestemming === 'L' && end >= today);
  }
}

function isOf(a: { benoemingvolgnummer: string }, b: { benoemingvolgnummer: string }): boolean {
  return a.benoemingvolgnummer === b.benoemingvolgnummer;
}

/** One JSON Pointer names the other, or something in it. */
export function sharesPlace(a: string, b: string): boolean {
  return `${a}/`.startsWith(`${b}/`) || `${b}/`.startsWith(`${a}/`);
}

function isNewer(order: Held['order'], than: Held['order']): boolean {
  if (order.number !== undefined && than.number !== undefined) return order.number > than.number;
  return order.time > than.time;
}
