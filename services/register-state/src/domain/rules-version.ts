/**
 * Version of the rules in this folder. It goes up by one with every change by which some command is judged otherwise than
 * before, be it one signal more. Each row of the command log keeps the version it was judged with: years later it can be
 * told which program judged so, and a rebuild can tell what former rules made from what is wrong.
 *
 * Terms and grace periods are no rules in this sense: they are rows with dates of validity (terms.ts, the code lists).
 *
 * | version | what changed |
 * | --- | --- |
 * | 1 | everything before versions were kept |
 * | 2 | as it was when they began to be |
 * | 3 | a record that was under way when its person was destroyed: the text of 990 says that it has to come again, and nothing of him |
 */
export const RULES_VERSION = 3;
