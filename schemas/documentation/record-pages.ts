import { readFileSync } from 'node:fs';
import path from 'node:path';
import { recordExamples, signalExamples } from '../message-book/v1/worked-examples.ts';
import { fieldPath, html, json, prose, table, type Html } from './html.ts';
import { address, type Page } from './page.ts';
import { recordTypes, type RecordType } from './record-types.ts';
import { fieldsOf, type Field } from './schema-fields.ts';

/** A page for every record type, one for the heads and the requests around them, and the list of them all. */
export function recordPages(): Page[] {
  return [overview(), headPage(), ...recordTypes.map(recordPage)];
}

export function recordLink(number: string): Html {
  const type = recordTypes.find((one) => one.number === number);
  return html`<a href="${address(`berichten/${number}`)}">bericht ${number}, ${type?.name.toLowerCase()}</a>`;
}

function overview(): Page {
  const rows = (isSent: boolean) =>
    recordTypes
      .filter((type) => type.isSent === isSent)
      .map(({ number, kind, name, purpose }) => [
        html`<a href="${address(`berichten/${number}`)}">${number}&nbsp;${name}</a>`,
        html`<code>${kind}</code>`,
        purpose,
      ]);
  return {
    path: 'berichten',
    title: 'Berichten',
    body: html`<p>
        Een bericht is altijd een <a href="${address('berichten/kop')}">kop</a> en één inhoud. Een leeg veld laat u weg:
        geen <code>null</code> en geen lege tekst. Een veld dat wij niet kennen is een fout (signaal 359), zodat een
        tikfout nooit stil verdwijnt.
      </p>
      <h2>Van school naar register</h2>
      <p>Deze berichten levert u aan met <code>POST /v1/leveringen</code>.</p>
      ${table('Berichten die u aanlevert', ['Bericht', 'berichtsoort', 'Waarvoor'], rows(true))}
      <h2>Van register naar school</h2>
      <p>
        Deze berichten <a href="${address('terugkoppelingen')}">haalt u op</a>. Elk bericht met ontvangstbevestiging
        <code>B</code> krijgt precies één antwoord.
      </p>
      ${table('Berichten die u ophaalt', ['Bericht', 'berichtsoort', 'Wat het zegt'], rows(false))}`,
  };
}

function headPage(): Page {
  return {
    path: 'berichten/kop',
    title: 'De kop, de ontvangstbevestiging en de signalen',
    body: html`<h2>Kop van een bericht dat u aanlevert</h2>
      ${fieldTable(fieldsOf('kop'))}
      <h2>Kop van een terugkoppeling</h2>
      ${fieldTable(fieldsOf('kop-terugkoppeling'))}
      <h2>Ontvangstbevestiging</h2>
      <p>Het antwoord op elk bericht, meteen bij het aanleveren.</p>
      ${fieldTable(fieldsOf('ontvangstbevestiging'))}
      <h2>Levering</h2>
      ${fieldTable(fieldsOf('levering').filter(({ path: at }) => !at.includes('.')))}
      <p>Ons antwoord (202):</p>
      ${fieldTable(fieldsOf('leveringsantwoord').filter(({ path: at }) => !at.includes('.')))}
      <h2>Ophalen</h2>
      <p>Uw verzoek:</p>
      ${fieldTable(fieldsOf('verzoek-terugkoppelingen'))}
      <p>Ons antwoord:</p>
      ${fieldTable(fieldsOf('bundel-terugkoppelingen').filter(({ path: at }) => !at.includes('.')))}`,
  };
}

function recordPage(type: RecordType): Page {
  const { number, name, kind, bodyField, isSent, purpose, related, more } = type;
  return {
    path: `berichten/${number}`,
    title: `${number} ${name}`,
    body: html`<p>${purpose}</p>
      <p>
        In de <a href="${address('berichten/kop')}">kop</a> staat <code>berichtsoort</code> <code>${kind}</code>. De
        inhoud staat in het veld <code>${bodyField}</code>.
      </p>
      ${related.length === 0 ? undefined : html`<p>${isSent ? 'U krijgt als antwoord' : 'Hoort bij'}: ${related.map((other, index) => html`${index === 0 ? '' : ' of '}${recordLink(other)}`)}.</p>`}
      ${more === undefined ? undefined : html`<p>Hoe het van begin tot eind gaat, staat bij <a href="${address(more)}">${more}</a>.</p>`}
      <h2>Velden van ${bodyField}</h2>
      ${fieldTable(fieldsOf(type.schema))}
      <h2>Voorbeeld</h2>
      ${exampleOf(type)}`,
  };
}

function fieldTable(fields: readonly Field[]): Html {
  const rows = fields.map((field) => [
    fieldPath(field.path),
    obligationOf(field),
    prose(field.type),
    html`${prose(field.meaning)}${field.condition === undefined ? undefined : html` <span class="voorwaarde">${prose(field.condition)}</span>`}${field.codes.length === 0 ? undefined : html` Een van: ${field.codes.map((code, index) => html`${index === 0 ? '' : ', '}<code>${code}</code>`)}.`}${field.list === undefined ? undefined : html` Zie <a href="${address(`waardenlijsten/${field.list}`)}">${field.list}</a>.`}`,
  ]);
  return table('Velden', ['Veld', 'Verplicht', 'Vorm', 'Betekenis'], rows);
}

function obligationOf({ isRequired, condition }: Field): string {
  if (isRequired || condition?.startsWith('Altijd')) return 'verplicht';
  return condition === undefined ? 'mag weg' : 'soms';
}

const examplesFolder = path.join(import.meta.dirname, '../message-book/v1/examples');

function exampleOf({ number, kind, example }: RecordType): Html {
  if (example !== undefined)
    return json(JSON.parse(readFileSync(path.join(examplesFolder, example), 'utf8')), 'Voorbeeld');
  const sent = recordExamples().get(number);
  if (sent !== undefined) {
    const { situatie, bericht, ontvangstbevestiging, terugkoppeling } = sent;
    return html`<p>${situatie}</p>
      ${json(bericht, 'Bericht')}
      <p>U krijgt meteen deze ontvangstbevestiging:</p>
      ${json(ontvangstbevestiging, 'Ontvangstbevestiging')}
      ${
        terugkoppeling === undefined
          ? undefined
          : html`<p>En u haalt later deze terugkoppeling op:</p>
              ${json(terugkoppeling, 'Terugkoppeling')}`
      }`;
  }
  const answered = [...recordExamples().values(), ...signalExamples().values()].find(
    ({ terugkoppeling }) => terugkoppeling?.kop.berichtsoort === kind,
  );
  if (answered?.terugkoppeling === undefined) throw new Error(`No example of record ${number}`);
  return html`<p>${answered.situatie}</p>
    ${json(answered.terugkoppeling, 'Terugkoppeling')}`;
}
