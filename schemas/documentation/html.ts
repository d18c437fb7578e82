/** Text that is HTML already. */
export class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

type Part = Html | string | number | undefined | readonly Part[];

/** HTML with everything that is put into it escaped, unless it is HTML itself. */
export function html(texts: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return new Html(texts.map((text, index) => text + written(parts[index])).join(''));
}

function written(part: Part): string {
  if (part === undefined) return '';
  if (part instanceof Html) return part.text;
  if (typeof part === 'object') return part.map(written).join('');
  return String(part).replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

/** A text in which `code` stands between backticks. */
export function prose(text: string): Html {
  const parts = text.split('`');
  return html`${parts.map((part, index) => (index % 2 === 1 ? html`<code>${part}</code>` : part))}`;
}

/** An example, which may be wider than a phone: it scrolls by itself, also by keyboard. */
export function json(value: unknown, label: string): Html {
  return html`<pre
    tabindex="0"
    role="region"
    aria-label="${label}"
  ><code>${JSON.stringify(value, null, 2)}</code></pre>`;
}

/**
 * A table, which scrolls by itself when it is wider than its place. On a phone each row becomes a block with the headings in front of its cells; the roles keep it a table for
 * screen readers then.
 */
export function table(label: string, headings: readonly string[], rows: readonly (readonly Part[])[]): Html {
  const cell = (part: Part, index: number): Html =>
    index === 0
      ? html`<th scope="row" role="rowheader">${part}</th>`
      : html`<td role="cell" data-kop="${headings[index]}">${part}</td>`;
  return html`<div class="tabel" tabindex="0" role="region" aria-label="${label}">
    <table role="table">
      <thead role="rowgroup">
        <tr role="row">
          ${headings.map((heading) => html`<th scope="col" role="columnheader">${heading}</th>`)}
        </tr>
      </thead>
      <tbody role="rowgroup">
        ${rows.map(
          (cells) =>
            html`<tr role="row">
              ${cells.map(cell)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

/** The path of a field, which may break after each of its parts. */
export function fieldPath(path: string): Html {
  return html`<code>${path.split('.').map((part, index) => html`${index === 0 ? '' : html`.<wbr />`}${part}`)}</code>`;
}
