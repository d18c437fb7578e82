import { codeListNames, listColumns, type CodeListName } from '../code-lists/list-columns.ts';
import { codeListFiles } from '../code-lists/load-code-lists.ts';
import type { CodeLists } from '../code-lists/rows.ts';
import { html, table } from './html.ts';
import { address, type Page } from './page.ts';

const purposes: Readonly<Record<CodeListName, string>> = {
  benoemingsgrondslagen:
    'Op welke grond een leraar lesgeeft. Bestemming L: lerarenregister. V: voorportaal, voor tijdelijke grondslagen met een langste duur. X: geen plaats.',
  signalen: 'De signalen, met hun tekst en wat u doet.',
  onderwijsactiviteiten: 'Activiteiten in het basis- en speciaal onderwijs.',
  vakken: 'Vakken in het voortgezet en voortgezet speciaal onderwijs, met hun gebieden.',
  mbo_vakgebieden: 'Vakgebieden in het middelbaar beroepsonderwijs.',
  conversietabel: 'Welk bewijs voor welk vak telt bij het vergelijken met diploma’s.',
  opleidingen: 'Opleidingen die bevoegd maken, en waarvoor.',
  aow_leeftijd: 'AOW-leeftijd naar geboortedatum.',
  instellingen: 'Scholen en hun vestigingen, met hun bestuur.',
};

/** Longer lists are asked for, not shown. */
const mostRows = 500;

/** A page for every code list, and the list of them all. */
export function listPages(lists: CodeLists): Page[] {
  return [overview(), ...codeListNames.map((name) => listPage(name, lists))];
}

function overview(): Page {
  const rows = codeListNames.map((name) => [
    html`<a href="${address(`waardenlijsten/${name}`)}">${name}</a>`,
    purposes[name],
  ]);
  return {
    path: 'waardenlijsten',
    title: 'Waardenlijsten',
    body: html`<p>
        Codes in berichten komen uit waardenlijsten. Een lijst kan veranderen: elke versie heeft een nummer en een
        ingangsdatum. Haal de lijst die nu geldt op met <code>GET /v1/waardenlijsten/{naam}</code>, als JSON of als CSV
        (<code>Accept: text/csv</code>). Stuur de <code>ETag</code> van de vorige keer mee in
        <code>If-None-Match</code>: is er niets veranderd, dan krijgt u 304 zonder inhoud. Staat er al een volgende
        versie klaar, dan ziet u die bij <code>gepland</code>.
      </p>
      <p>
        De lijsten conversietabel, opleidingen, aow_leeftijd en signalen veranderen alleen met een nieuwe versie van het
        platform; hun inhoud haalt u op dezelfde manier op.
      </p>
      <p>Welke lijsten er zijn: <a href="/v1/waardenlijsten">/v1/waardenlijsten</a>.</p>
      ${table('Waardenlijsten', ['Lijst', 'Wat erin staat'], rows)}`,
  };
}

function listPage(name: CodeListName, lists: CodeLists): Page {
  const columns = listColumns[name];
  const [member] = Object.entries(codeListFiles).find(([, list]) => list === name) ?? [];
  const rows = lists[member as keyof typeof codeListFiles] as unknown as readonly Readonly<Record<string, Cell>>[];
  const shown = columns.filter(({ heading }) => heading !== 'herkomst');
  return {
    path: `waardenlijsten/${name}`,
    title: name,
    body: html`<p>${purposes[name]}</p>
      <p>
        De lijst waarmee nu wordt beoordeeld: <a href="/v1/waardenlijsten/${name}">/v1/waardenlijsten/${name}</a>.
        ${rows.length > mostRows ? `Zij is te lang voor deze bladzijde: ${rows.length} rijen in de eerste versie.` : 'Hieronder staat de eerste versie.'}
      </p>
      ${
        rows.length > mostRows
          ? html`<p>
              Kolommen: ${columns.map(({ heading }, index) => html`${index === 0 ? '' : ', '}<code>${heading}</code>`)}.
            </p>`
          : table(
              name,
              shown.map(({ heading }) => heading.replaceAll('_', ' ')),
              rows.map((row) => shown.map((column) => cell(row[column.member]))),
            )
      }`,
  };
}

type Cell = string | number | boolean | readonly string[] | undefined;

function cell(value: Cell): string {
  if (value === undefined) return '';
  if (typeof value === 'boolean') return value ? 'ja' : 'nee';
  return typeof value === 'object' ? value.join(', ') : String(value);
}
