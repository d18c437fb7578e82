import opdracht from '../../../../schemas/message-book/v1/opdracht.schema.json' with { type: 'json' };
import types from '../../../../schemas/message-book/v1/types.schema.json' with { type: 'json' };

const { Datum, Toelichting1000, Toelichting4000, VeldenInStand } = types.$defs;
const { PartijCorrectie, Wetsartikel, DictumVerzoek, DictumBezwaar, Rechter } = opdracht.$defs;
const shared = { Datum, Toelichting1000, Toelichting4000, VeldenInStand };
const own = { PartijCorrectie, Wetsartikel, DictumVerzoek, DictumBezwaar, Rechter };

/** A body that is what the command carries: its schema is that of the message book, standing on its own. */
export function bodySchema(schema: object): object {
  const text = JSON.stringify({ ...schema, $defs: { ...shared, ...own } });
  return JSON.parse(text.replaceAll('"types.schema.json#', '"#')) as object;
}
