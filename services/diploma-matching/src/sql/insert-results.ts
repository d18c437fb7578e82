import type { Queryable } from '../../../_platform/src/database/database.ts';
import type { Result } from '../domain/result.ts';

const sql = `
INSERT INTO results (claim_id, number, outcome, rule, explanation, next_step, evidence, teaching, stated_on, diplomas,
  list_versions, rules_version, judged_at, published)
SELECT claim_id, number, outcome, rule, explanation, next_step, evidence, teaching, stated_on, diplomas,
  list_versions, rules_version, judged_at, published
FROM json_to_recordset($1::json)
  AS r (claim_id uuid, number integer, outcome text, rule text, explanation text, next_step text, evidence jsonb,
    teaching jsonb, stated_on text, diplomas jsonb, list_versions jsonb, rules_version text, judged_at timestamptz,
    published boolean)`;

export async function insertResults(db: Queryable, results: readonly Result[]): Promise<void> {
  const rows = results.map((result) => ({
    claim_id: result.claim.claimId,
    number: result.number,
    outcome: result.match.outcome,
    rule: result.match.rule,
    explanation: result.match.explanation,
    next_step: result.match.nextStep,
    evidence: result.match.evidence,
    teaching: result.claim.onderwijs,
    stated_on: result.claim.opgegevenOp,
    diplomas: result.claim.diplomas,
    list_versions: result.listVersions,
    rules_version: result.rulesVersion,
    judged_at: result.judgedAt,
    published: result.published,
  }));
  await db.query(sql, [JSON.stringify(rows)]);
}
