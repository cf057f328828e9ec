import type { Theme } from '../api/types.ts';

/** What the style sheets are told: which colours, and whether contrast is raised. */
export type LookSurroundings = { readonly root: HTMLElement; readonly contrast: MediaQueryList };

/** Wears a theme until the returned function is called; `system` follows the PC, also when it changes. */
export function wear(
  theme: Theme,
  { root, contrast }: LookSurroundings = { root: document.documentElement, contrast: matchMedia('(prefers-contrast: more)') },
): () => void {
  const dress = (): void => {
    root.dataset['theme'] = theme === 'light' || theme === 'dark' ? theme : 'system';
    root.dataset['contrast'] = theme === 'contrast' || (theme === 'system' && contrast.matches) ? 'more' : 'usual';
  };
  dress();
  contrast.addEventListener('change', dress);
  return () => {
    contrast.removeEventListener('change', dress);
  };
}
