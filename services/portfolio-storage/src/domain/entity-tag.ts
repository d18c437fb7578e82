/** The strong entity tag of a version. */
export function entityTag(version: number): string {
  return `"${version}"`;
}

/** Does an If-Match header (RFC 9110 section 13.1.1) name this version? Weak tags never do. */
export function namesVersion(ifMatch: string, version: number): boolean {
  const tags = ifMatch.split(',').map((tag) => tag.trim());
  return tags.includes('*') || tags.includes(entityTag(version));
}
