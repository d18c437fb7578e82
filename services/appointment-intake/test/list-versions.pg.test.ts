import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { codeListNames, type CodeListName } from '../../../schemas/code-lists/list-columns.ts';
import { readListFromJson } from '../../../schemas/code-lists/read-list.ts';
import { deterministicId } from '../../_platform/src/ids/deterministic-id.ts';
import { silentLogger } from '../../_platform/src/logging/create-logger.ts';
import { shapeCheck } from '../../../schemas/message-book/v1/validators.ts';
import { signToken, testKey, testServer } from '../../_platform/test/http/fixture.ts';
import { listEntityTag } from '../src/http/code-list-calls.ts';
import { registerPutCodeList } from '../src/http/put-code-list.ts';
import { activateDueVersions } from '../src/lists/activate-versions.ts';
import { hasOnlyMovedOn, listsTag, watchLists } from '../src/lists/current-lists.ts';
import { storeFirstVersions } from '../src/lists/store-first-versions.ts';
import { findListHeads, type ListHead } from '../src/sql/find-list-heads.ts';
import { findListVersions } from '../src/sql/find-list-versions.ts';
import { readListRows } from '../src/sql/read-list-rows.ts';
import { Died, partitionsInTest, released, startListParts, type ListParts } from './support/list-parts.ts';

const today = '2026-01-15';
const magic = { code: 'TOVEREN', naam: 'Toveren', gebieden: ['VO'], herkomst: 'eigen' };
const flying = { code: 'VLIEGEN', naam: 'Vliegen', gebieden: ['VO'], herkomst: 'eigen' };
const brewing = { code: 'BROUWEN', naam: 'Brouwen', herkomst: 'eigen' };

let parts: ListParts;
beforeEach(async () => {
  parts = await startListParts(today);
});
afterEach(() => parts.close());

const subjectsWith = (...more: object[]) => [...released.subjects, ...more];
const told = async () =>
  (await parts.waiting()).map(
    ({ partition, command: { inhoud } }) => `${inhoud.naam} ${inhoud.versie} ${inhoud.ingangsdatum} ${partition}`,
  );
const activeVersion = async (list: CodeListName) =>
  (await findListHeads(parts.database)).find(({ name, is_active: isActive }) => name === list && isActive)?.version;

describe('the first start', () => {
  it('stores every list of the release as its first version, and tells nobody', async () => {
    const heads = await findListHeads(parts.database);
    expect(heads.map(({ name, version, is_active: isActive }) => `${name} ${version} ${isActive}`)).toEqual(
      [...codeListNames].sort().map((name) => `${name} 1 true`),
    );
    expect((await readListRows(parts.database, 'instellingen', 1))?.rows).toEqual(released.institutions);
    expect(await parts.waiting()).toEqual([]);
  });

  it('happens once, whoever starts at the same time or later', async () => {
    const other = await parts.second();
    await Promise.all([
      storeFirstVersions(parts.database, parts.clock, released),
      storeFirstVersions(other.database, parts.clock, released),
    ]);
    expect(await findListHeads(parts.database)).toHaveLength(codeListNames.length);
  });

  it('of a release with other lists: takes over those that belong to the release, never those of the managers', async () => {
    const next = { ...released, signals: released.signals.slice(1), subjects: released.subjects.slice(1) };
    await storeFirstVersions(parts.database, parts.clock, next);
    expect(await activeVersion('signalen')).toBe(2);
    expect(await activeVersion('vakken')).toBe(1);
  });
});

describe('a proposed version', () => {
  it('that begins today is active at once and told to every partition of the register', async () => {
    const outcome = await parts.propose('vakken', subjectsWith(magic));
    expect(outcome).toMatchObject({ outcome: 'TAKEN', version: 2, difference: { added: [magic], removed: [] } });
    expect(await activeVersion('vakken')).toBe(2);
    const commands = await parts.waiting();
    expect(commands).toHaveLength(partitionsInTest);
    for (const [partition, { id, key, command, ...row }] of commands.entries()) {
      expect(row.partition).toBe(partition);
      expect(key).toBe(`partitie-${partition}`);
      expect(id).toBe(deterministicId('lijstversie', 'vakken', '2', String(partition)));
      expect(shapeCheck('opdracht')(command)).toEqual([]);
      expect(command).toEqual({
        id,
        soort: 'LIJSTVERSIE',
        vastgelegdOp: `${today}T10:00:00.000Z`,
        bron: { kanaal: 'LIJST' },
        inhoud: { naam: 'vakken', versie: '2', ingangsdatum: today, partitie: partition, rijen: subjectsWith(magic) },
      });
    }
  });

  it('that begins later waits for its day', async () => {
    expect(await parts.propose('vakken', subjectsWith(magic), { effectiveFrom: '2026-02-01' })).toMatchObject({
      outcome: 'TAKEN',
    });
    expect(await activateDueVersions(parts)).toBe(0);
    expect([await activeVersion('vakken'), await parts.waiting()]).toEqual([1, []]);
    parts.setDay('2026-02-01');
    expect(await activateDueVersions(parts)).toBe(1);
    expect(await activeVersion('vakken')).toBe(2);
    expect(await told()).toEqual([0, 1, 2].map((partition) => `vakken 2 2026-02-01 ${partition}`));
  });

  it('of institutions tells the register nothing, however many rows it has', async () => {
    const rows = released.institutions.map((row, index) => (index === 5 ? { ...row, geldigTot: '2026-07-31' } : row));
    expect(await parts.propose('instellingen', rows)).toMatchObject({
      outcome: 'TAKEN',
      difference: { added: [], removed: [], changed: [{ to: { geldigTot: '2026-07-31' } }] },
    });
    expect([await activeVersion('instellingen'), await parts.waiting()]).toEqual([2, []]);
  });

  it('tried out is judged and compared, and nothing is kept', async () => {
    const trial = await parts.propose('vakken', subjectsWith(magic), { isTrial: true });
    expect(trial).toMatchObject({ outcome: 'TRIED', difference: { added: [magic] } });
    expect(trial).not.toHaveProperty('version');
    expect(await parts.propose('vakken', [], { isTrial: true })).toMatchObject({ outcome: 'FAULTY' });
    expect(await findListVersions(parts.database, 'vakken')).toHaveLength(1);
    expect(await parts.waiting()).toEqual([]);
  });

  it('with the rows that hold anyway is no version', async () => {
    expect(await parts.propose('vakken', subjectsWith())).toMatchObject({ outcome: 'UNCHANGED', version: 1 });
    expect(await findListVersions(parts.database, 'vakken')).toHaveLength(1);
  });

  it('of a list that somebody else changed meanwhile is refused, and two at once never both win', async () => {
    expect(await parts.propose('vakken', subjectsWith(magic), { knows: () => false })).toEqual({ outcome: 'OUTDATED' });
    const seen = await parts.tagOf('vakken');
    const o = { knows: (heads: readonly ListHead[]) => listsTag(heads) === seen };
    const outcomes = await Promise.all([
      parts.propose('vakken', subjectsWith(magic), o),
      parts.propose('vakken', subjectsWith(flying), { ...o, effectiveFrom: '2026-02-01' }),
    ]);
    expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(['OUTDATED', 'TAKEN']);
  });

  it('that is only planned is a change as well; another list is none', async () => {
    const seen = [await parts.tagOf('vakken'), await parts.tagOf('instellingen')];
    await parts.propose('vakken', subjectsWith(magic), { effectiveFrom: '2026-02-01' });
    expect(await parts.tagOf('vakken')).not.toBe(seen[0]);
    expect(await parts.tagOf('instellingen')).toBe(seen[1]);
  });

  it('that begins in the past is refused', async () => {
    expect(await parts.propose('vakken', subjectsWith(magic), { effectiveFrom: '2026-01-14' })).toEqual({
      outcome: 'IN_THE_PAST',
    });
  });

  it('before a planned one makes that lapse, or stays out: the planned one would undo it', async () => {
    await parts.propose('vakken', subjectsWith(magic), { effectiveFrom: '2026-02-01' });
    const early = await parts.propose('vakken', subjectsWith(flying));
    expect(early).toMatchObject({ outcome: 'PLANNED_IN_THE_WAY', planned: [{ version: 2 }] });
    expect(await parts.propose('vakken', subjectsWith(flying), { replacesPlanned: true })).toMatchObject({
      outcome: 'TAKEN',
      version: 3,
      lapsed: [{ version: 2 }],
      difference: { added: [flying], removed: [] },
    });
    parts.setDay('2026-02-01');
    expect(await activateDueVersions(parts)).toBe(0);
    expect(await findListVersions(parts.database, 'vakken')).toMatchObject([
      { version: 3, made_by: 'beheerder', lapsed_at: null },
      { version: 2, activated_at: null, lapsed_by: 'beheerder' },
      { version: 1, made_by: 'uitgave' },
    ]);
  });

  it('after a planned one is compared with that', async () => {
    await parts.propose('vakken', subjectsWith(magic), { effectiveFrom: '2026-02-01' });
    const later = await parts.propose('vakken', subjectsWith(flying), { effectiveFrom: '2026-03-01' });
    expect(later).toMatchObject({ outcome: 'TAKEN', difference: { added: [flying], removed: [magic] } });
  });

  it('withdraws a planned one by the rows that hold now', async () => {
    await parts.propose('vakken', subjectsWith(magic), { effectiveFrom: '2026-02-01' });
    const o = { effectiveFrom: '2026-02-01', replacesPlanned: true };
    expect(await parts.propose('vakken', subjectsWith(), o)).toMatchObject({ outcome: 'UNCHANGED', version: 1 });
    parts.setDay('2026-02-01');
    expect(await activateDueVersions(parts)).toBe(0);
  });

  it('too large for one command is refused', async () => {
    const many = Array.from({ length: 3_000 }, (_, n) => ({ ...brewing, code: `V${n}`, naam: 'n'.repeat(250) }));
    expect(await parts.propose('mbo_vakgebieden', many)).toEqual({ outcome: 'TOO_LARGE' });
  });
});

describe('a list with faults', () => {
  it('is refused as a whole, all faults told, nothing kept', async () => {
    const rows = subjectsWith(magic, { ...flying, gebieden: ['PO'] }, { ...magic, naam: '' }, magic);
    const outcome = await parts.propose('vakken', rows);
    const last = released.subjects.length;
    expect(outcome).toMatchObject({
      outcome: 'FAULTY',
      faults: [
        { row: last + 2, column: 'gebieden', rule: 'VORM' },
        { row: last + 3, column: 'naam', rule: 'VORM' },
        { row: last + 3, column: 'code', rule: 'DUBBEL' },
        { row: last + 4, column: 'code', rule: 'DUBBEL' },
      ],
    });
    expect(await findListVersions(parts.database, 'vakken')).toHaveLength(1);
  });

  it('a file that cannot be read is told as that, without what would follow', async () => {
    const read = { rows: [], faults: [{ list: 'benoemingsgrondslagen', rule: 'BESTAND', text: 'x' } as const] };
    expect(await parts.propose('benoemingsgrondslagen', [], { read })).toEqual({
      outcome: 'FAULTY',
      faults: read.faults,
    });
  });

  it('a ground in force cannot go', async () => {
    expect(await parts.propose('benoemingsgrondslagen', released.grounds.slice(1))).toMatchObject({
      faults: [{ column: 'code', rule: 'VERWIJDERD' }],
    });
  });

  it('a subject that programmes name cannot go; the row of the other list is told', async () => {
    const row = released.programmes.findIndex(({ vak }) => vak === 'NEDERLANDS') + 1;
    const without = released.subjects.filter(({ code }) => code !== 'NEDERLANDS');
    const outcome = await parts.propose('vakken', without);
    if (outcome.outcome !== 'FAULTY') throw new Error(outcome.outcome);
    expect(outcome.faults).toContainEqual(expect.objectContaining({ list: 'opleidingen', row, column: 'vak' }));
  });

  it('must be sound on every later day for which another list is planned', async () => {
    await parts.propose('vakken', subjectsWith(magic));
    await parts.propose('vakken', subjectsWith(), { effectiveFrom: '2026-03-01' });
    const rule = { ...released.conversions[0], regel: 'C999', gegevenVak: 'TOVEREN', gebied: 'VO' };
    const read = readListFromJson('conversietabel', [...released.conversions, rule]);
    expect(await parts.propose('conversietabel', [], { read, effectiveFrom: '2026-02-01' })).toMatchObject({
      outcome: 'FAULTY',
      faults: [
        { list: 'conversietabel', row: released.conversions.length + 1, column: 'gegeven_vak', rule: 'VERWIJZING' },
      ],
    });
  });
});

describe('activation', () => {
  const plan = async () => {
    await parts.propose('vakken', subjectsWith(magic), { effectiveFrom: '2026-02-01' });
    await parts.propose('mbo_vakgebieden', [...released.vocationalFields, brewing], { effectiveFrom: '2026-02-10' });
    await parts.propose('vakken', subjectsWith(magic, flying), { effectiveFrom: '2026-03-01' });
  };
  const all = ['vakken 2 2026-02-01', 'mbo_vakgebieden 2 2026-02-10', 'vakken 3 2026-03-01'];
  const perPartition = all.length * partitionsInTest;
  const inOrder = [0, 1, 2].flatMap((partition) => all.map((version) => `${version} ${partition}`));

  it('after a jump of the clock tells the versions of all days passed, in the order of the days', async () => {
    await plan();
    parts.setDay('2026-04-01');
    expect(await activateDueVersions(parts)).toBe(3);
    expect(await told()).toEqual(inOrder);
    expect(await activeVersion('vakken')).toBe(3);
  });

  it('by two processes at once happens once', async () => {
    await plan();
    parts.setDay('2026-04-01');
    const other = await parts.second();
    const counts = await Promise.all([
      activateDueVersions(parts),
      activateDueVersions(other),
      activateDueVersions(parts),
    ]);
    expect(counts.sort()).toEqual([0, 0, 3]);
    expect(await told()).toEqual(inOrder);
  });

  it('dying before any of its statements, or before the commit, leaves all to the next look', async () => {
    await plan();
    parts.setDay('2026-04-01');
    let deaths = 0;
    for (let beforeStatement = 1; ; beforeStatement += 1) {
      const dying = parts.dying({ beforeStatement });
      const death = await activateDueVersions(dying).then(
        () => undefined,
        (error: unknown) => error,
      );
      if (death === undefined) break;
      expect(death).toBeInstanceOf(Died);
      deaths += 1;
      expect([await activeVersion('vakken'), await parts.waiting()]).toEqual([1, []]);
    }
    // Lock, due versions, and per version its commands and its activation.
    expect(deaths).toBe(2 + 2 * all.length);
    expect(await told()).toEqual(inOrder);
  });

  it('dying at the commit leaves nothing, dying after it leaves nothing to do', async () => {
    await plan();
    parts.setDay('2026-04-01');
    await expect(activateDueVersions(parts.dying('atCommit'))).rejects.toThrow(Died);
    expect(await parts.waiting()).toEqual([]);
    await activateDueVersions(parts);
    expect(await activateDueVersions(await parts.second())).toBe(0);
    expect(await parts.waiting()).toHaveLength(perPartition);
  });
});

describe('the lists in memory', () => {
  it('follow the database, whoever changed it, and only when Kafka has what the register must know', async () => {
    const watch = await watchLists({ ...parts, log: silentLogger });
    try {
      const former = watch.current();
      await parts.propose('vakken', subjectsWith(magic));
      await watch.look();
      expect(watch.current()).toBe(former);
      expect(former.judgement.areasBySubject.has('TOVEREN')).toBe(false);
      await parts.published();
      await watch.look();
      expect(watch.current().judgement.areasBySubject.get('TOVEREN')).toEqual(['VO']);
      expect(former.judgement.areasBySubject.has('TOVEREN')).toBe(false);
      // Lists that did not change are not read again.
      expect(watch.current().lists.get('instellingen')?.rows).toBe(former.lists.get('instellingen')?.rows);
    } finally {
      await watch.stop();
    }
  });

  // Whoever changed a list in the moments after a version became active was told that somebody else had: nobody could
  // have seen the state that was asked for.
  it('count as seen when a planned version has only become active, and not when somebody changed them', async () => {
    await parts.propose('vakken', subjectsWith(magic), { effectiveFrom: '2026-01-16' });
    const lists = await watchLists({ ...parts, log: silentLogger });
    const shown = () => lists.current().lists.get('vakken')!;
    const heads = async () => (await findListHeads(parts.database)).filter(({ name }) => name === 'vakken');
    parts.setDay('2026-01-16');
    await lists.look();
    expect(shown().version).toBe(1);
    expect(await activeVersion('vakken')).toBe(2);
    expect(listsTag(await heads())).not.toBe(shown().tag);
    expect(hasOnlyMovedOn(shown(), await heads())).toBe(true);
    await parts.propose('vakken', subjectsWith(magic, flying), { effectiveFrom: '2026-01-17' });
    expect(hasOnlyMovedOn(shown(), await heads())).toBe(false);
    await lists.stop();
  });

  // To fetch the list again gave the same list with the same tag for as long as Kafka was away, and nobody said why.
  it('of before, when a newer version waits for Kafka: the refusal says that it does, and that it passes', async () => {
    const issuer = await testKey('ES256', 'k1');
    const token = await signToken(issuer, { audience: 'urn:lrr:aanlevering', claims: { scope: 'beheer' } });
    const { app } = await testServer({ keys: { keys: [issuer.publicKey] } });
    const lists = await watchLists({ ...parts, log: silentLogger });
    registerPutCodeList(app, { ...parts, lists });
    const put = async (tag: string) =>
      app.inject({
        method: 'PUT',
        url: `/v1/waardenlijsten/vakken?ingangsdatum=${today}`,
        payload: { rijen: subjectsWith(magic, flying) },
        headers: { authorization: `Bearer ${token}`, 'if-match': listEntityTag(tag, 'json') },
      });
    const shownTag = () => lists.current().lists.get('vakken')?.tag ?? '';
    try {
      const before = shownTag();
      await parts.propose('vakken', subjectsWith(magic));
      await lists.look();
      expect(shownTag()).toBe(before);
      const refused = await put(before);
      expect(refused.statusCode).toBe(412);
      expect(refused.json()).toMatchObject({
        type: 'urn:lrr:probleem:lijst-gewijzigd',
        detail: expect.stringContaining('wordt getoond zodra'),
      });
      await parts.published();
      await lists.look();
      const other = await put(before);
      expect(other.statusCode).toBe(412);
      expect(other.json<{ detail: string }>().detail).not.toContain('wordt getoond zodra');
      expect((await put(shownTag())).statusCode).toBe(200);
    } finally {
      await lists.stop();
      await app.close();
    }
  });

  // A process that started between the commit and the publishing judged with rows that the register did not know yet.
  it('of a process that starts are those that Kafka has, too', async () => {
    await parts.propose('vakken', subjectsWith(magic), { effectiveFrom: '2026-02-01' });
    parts.setDay('2026-02-01');
    await activateDueVersions(parts);
    await parts.propose('mbo_vakgebieden', [...released.vocationalFields, brewing], { effectiveFrom: '2026-03-01' });
    const watch = await watchLists({ ...(await parts.second()), clock: parts.clock, log: silentLogger });
    try {
      expect(watch.current().judgement.areasBySubject.has('TOVEREN')).toBe(false);
      expect(watch.current().lists.get('vakken')).toMatchObject({ version: 1, planned: [] });
      expect(watch.current().lists.get('mbo_vakgebieden')).toMatchObject({
        version: 1,
        planned: [{ version: 2 }],
      });
      await parts.published();
      await watch.look();
      expect(watch.current().judgement.areasBySubject.get('TOVEREN')).toEqual(['VO']);
    } finally {
      await watch.stop();
    }
  });

  it('make active what is due, and tell of what is planned', async () => {
    const watch = await watchLists({ ...parts, log: silentLogger });
    try {
      const rows = [...released.institutions.slice(1)];
      await parts.propose('instellingen', rows, { effectiveFrom: '2026-02-01' });
      await watch.look();
      expect(watch.current().lists.get('instellingen')).toMatchObject({
        version: 1,
        planned: [{ version: 2, effectiveFrom: '2026-02-01' }],
      });
      parts.setDay('2026-02-03');
      await watch.look();
      expect(watch.current().lists.get('instellingen')).toMatchObject({ version: 2, planned: [] });
      expect(watch.current().judgement.locations.has(released.institutions[0]!.vestigingscode)).toBe(false);
    } finally {
      await watch.stop();
    }
  });
});
