import type { SignalRow } from '../code-lists/rows.ts';
import { signalCatalogue } from '../code-lists/signal-catalogue.ts';
import { signalExamples, type WorkedExample } from '../message-book/v1/worked-examples.ts';
import { differences, type Difference } from './differences.ts';
import { html, json, table, type Html } from './html.ts';
import { address, type Page } from './page.ts';

type Row = Omit<SignalRow, 'herkomst'>;

const severities = { A: 'afkeuring', S: 'signalering' } as const;

const stages: Readonly<Record<string, string>> = {
  KOP: 'kop van het bericht',
  AUTORISATIE: 'machtiging',
  IDENTIFICATIE: 'berichtnummer',
  SCHEMA: 'vorm van het bericht',
  PERSOON: 'persoon',
  INSTELLING: 'school en vestiging',
  DATUMS: 'datums',
  GRONDSLAGEN: 'grondslagen en onderwijs',
  SAMENHANG: 'samenhang met wat het register al weet',
  OPERATOR: 'een medewerker of een storing bij het register',
};

/** A page for every signal of the catalogue, and the list of them all in the order of judgement. */
export function signalPages(): Page[] {
  const examples = signalExamples();
  return [overview(), ...Object.values(signalCatalogue).map((row) => signalPage(row, examples.get(row.code)))];
}

function overview(): Page {
  const rows = Object.values(signalCatalogue).map((row) => [
    html`<a href="${address(`signalen/${row.code}`)}">${row.code}</a>`,
    severity(row),
    row.tekst,
    row.herstel,
  ]);
  return {
    path: 'signalen',
    title: 'Signalen',
    body: html`<p>
        Een signaal zegt wat er met uw bericht is. Bij een <strong>afkeuring</strong> (A) is het bericht niet verwerkt:
        verbeter het en lever het opnieuw aan, met een nieuw berichtnummer. Een <strong>signalering</strong> (S) houdt
        niets tegen.
      </p>
      <p>
        Wij beoordelen in deze volgorde: ${Object.values(stages).slice(0, -1).join(', ')}. Is er in een stap een
        afkeuring, dan melden wij alle afkeuringen van die stap en stoppen wij daar. Na uw herstel kan er dus nog een
        signaal van een latere stap komen. Bouw op de code, niet op de tekst: teksten kunnen beter worden.
      </p>
      <p>Alle signalen voor uw programma: <a href="/v1/signalen">/v1/signalen</a>.</p>
      ${table('Signalen', ['Code', 'Soort', 'Tekst', 'Wat u doet'], rows)}`,
  };
}

function signalPage(row: Row, example: WorkedExample | undefined): Page {
  const { code, tekst, veld, herstel, stap } = row;
  return {
    path: `signalen/${code}`,
    title: `Signaal ${code}`,
    body: html`<p>${severity(row)} in de stap ${stages[stap] ?? stap}</p>
      <dl>
        <dt>Tekst</dt>
        <dd>${tekst}</dd>
        <dt>Plaats</dt>
        <dd>
          ${veld === undefined ? 'Het veld waar de fout staat, of het bericht als geheel.' : html`<code>${veld}</code>`}
        </dd>
        <dt>Wat u doet</dt>
        <dd>${herstel}</dd>
      </dl>
      <h2>Voorbeeld</h2>
      ${example === undefined ? html`<p>Dit signaal volgt niet uit uw bericht alleen. Daarom is er geen voorbeeld.</p>` : shown(example)}`,
  };
}

function severity({ ernst }: Row): Html {
  return html`<span class="ernst ${ernst}">${severities[ernst]}</span>`;
}

function shown({
  situatie,
  vooraf = [],
  bericht,
  ontvangstbevestiging,
  terugkoppeling,
  zonderSignaal,
}: WorkedExample): Html {
  const isInReceipt = ontvangstbevestiging.signalen.length > 0;
  const before = vooraf.flatMap((step) => ('bericht' in step ? [step.bericht] : []));
  return html`<p>${situatie}</p>
    ${
      before.length === 0
        ? undefined
        : html`<details>
            <summary>Wat er eerder is aangeleverd</summary>
            ${before.map((record) => json(record, 'Eerder bericht'))}
          </details>`
    }
    <h3>Bericht</h3>
    ${json(bericht, 'Bericht met dit signaal')} ${repair(differences(bericht, zonderSignaal))}
    <h3>${isInReceipt ? 'Ontvangstbevestiging' : 'Terugkoppeling'}</h3>
    ${json(isInReceipt ? ontvangstbevestiging : terugkoppeling, isInReceipt ? 'Ontvangstbevestiging' : 'Terugkoppeling')}`;
}

function repair(found: readonly Difference[]): Html | undefined {
  const changes = found.filter(({ at }) => at !== '/kop/identificatiecodeBedrijfsdocument');
  if (changes.length === 0) return undefined;
  const value = (one: unknown) => html`<code>${JSON.stringify(one)}</code>`;
  return html`<p>Zo komt het signaal niet:</p>
    <ul>
      ${changes.map(({ at, before, after }) => {
        if (before === undefined) return html`<li>vul <code>${at}</code> in: ${value(after)}</li>`;
        if (after === undefined) return html`<li>laat <code>${at}</code> weg</li>`;
        return html`<li>maak van <code>${at}</code> ${value(after)} in plaats van ${value(before)}</li>`;
      })}
    </ul>`;
}
