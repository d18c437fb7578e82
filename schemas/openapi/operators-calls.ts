import shared from './shared/operators-calls.json' with { type: 'json' };

type Named = Readonly<Record<string, unknown>>;

export interface OpenApiDocument {
  readonly tags?: readonly { readonly name: string }[];
  readonly paths: Named;
  readonly components?: Readonly<Record<string, Named>>;
}

/**
 * Puts the calls under /beheer/v1 that the platform gives every service into the description of one. What is theirs alone
 * is replaced; answers and headers that the service describes itself stay as it says them.
 */
export function withOperatorsCalls(document: OpenApiDocument): OpenApiDocument {
  const { tag, paths, components, whenMissing } = shared;
  const tags = document.tags ?? [];
  const merged: Record<string, Named> = { ...document.components };
  for (const [kind, members] of Object.entries(components)) merged[kind] = { ...merged[kind], ...members };
  for (const [kind, members] of Object.entries(whenMissing)) merged[kind] = { ...members, ...merged[kind] };
  return {
    ...document,
    tags: tags.some(({ name }) => name === tag.name) ? tags : [...tags, tag],
    paths: { ...document.paths, ...paths },
    components: merged,
  };
}
