import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Rolldown } from 'vite';
import type { PlantedBug } from './planted-bug.ts';

/** The source with the defect in it; throws when the place to change is not there exactly once, so that no bug is ever planted by half. */
export function withBug(source: string, { name, file, find, replace }: PlantedBug): string {
  const places = source.split(find).length - 1;
  if (places !== 1) throw new Error(`${name}: its place occurs ${String(places)} times in ${file}`);
  return source.replace(find, () => replace);
}

/** The file of a bug as it would be bundled. */
export const plantedSource = (root: string, bug: PlantedBug): string =>
  withBug(readFileSync(path.join(root, bug.file), 'utf8'), bug);

/** Puts one defect into a bundle; the build fails when the bundle does not contain the file at all. */
export function plant(root: string, bug: PlantedBug): Rolldown.Plugin {
  const target = path.join(root, bug.file).replaceAll('\\', '/');
  let isPlanted = false;
  return {
    name: `planted-bug-${bug.name}`,
    transform(code, id) {
      if (id.replaceAll('\\', '/').split('?')[0] !== target) return null;
      isPlanted = true;
      return { code: withBug(code, bug), map: null };
    },
    buildEnd(error) {
      if (error === undefined && !isPlanted) throw new Error(`${bug.name}: ${bug.file} is not part of this bundle`);
    },
  };
}
