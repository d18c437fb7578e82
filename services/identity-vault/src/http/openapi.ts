import { readFileSync } from 'node:fs';
import path from 'node:path';

type Path =
  | '/v1/personen/herkennen'
  | '/v1/personen/opzoeken'
  | '/v1/personen/nummers'
  | '/v1/brp/mutaties'
  | '/v1/diplomaregister/mutaties'
  | '/v1/portfoliosleutels/uitpakken'
  | '/v1/portfoliosleutels/vernietigen'
  | '/v1/sandbox/herkennen';

interface Document {
  /** By path below the server's address, which is /v1. */
  readonly paths: Readonly<
    Record<
      string,
      { readonly post: { readonly requestBody: { readonly content: Record<string, { schema: object }> } } }
    >
  >;
}

const file = path.join(import.meta.dirname, '../../../../schemas/openapi/identity-vault.json');

/** The description of the vault's API; what is judged by it is said nowhere else. */
export const openapi = JSON.parse(readFileSync(file, 'utf8')) as Document;

/** The schema by which the body of this call is judged. */
export function bodySchema(call: Path): object {
  const content = openapi.paths[call.slice('/v1'.length)]?.post.requestBody.content['application/json'];
  if (content === undefined) throw new Error(`the description of ${call} has no JSON body`);
  return content.schema;
}
