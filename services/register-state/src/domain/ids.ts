/**
 * Ids are branded, so that one kind cannot stand where another is meant. They are made where data enters: from a
 * message that was checked, or from a row.
 */
declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

/** Pseudonym of a person inside the register. */
export type RegisterId = Branded<'RegisterId'>;
/** Id of one entry of the register's input log. */
export type CommandId = Branded<'CommandId'>;
/** Joins a teaching statement with the result of its matching. */
export type ClaimId = Branded<'ClaimId'>;
/** Id of a teacher's request for correction, known to him, to his board and to the register (correctieverzoekId). */
export type CorrectionId = Branded<'CorrectionId'>;

export const registerId = (text: string): RegisterId => text as RegisterId;
export const commandId = (text: string): CommandId => text as CommandId;
export const claimId = (text: string): ClaimId => text as ClaimId;
export const correctionId = (text: string): CorrectionId => text as CorrectionId;
