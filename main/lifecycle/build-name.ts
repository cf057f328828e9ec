/**
 * What this build calls itself on the screen: its version, and that it is unsigned where it is. `about` is the text of the
 * application's own package.json, which only a packed build has a `buildKind` in.
 */
export function buildName(version: string, about: string): string {
  return /"buildKind":\s{0,4}"unsigned"/.test(about) ? `${version} (unsigned build)` : version;
}
