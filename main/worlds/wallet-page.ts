import type { WebContents } from 'electron';
import type { Scope } from '../lifecycle/scope.ts';
import { openPracticeWindow } from '../window/practice-window.ts';
import type { World } from './world.ts';

/** The practice wallet's window; nothing where there is none. It closes with the world that it belongs to. */
export const walletOf =
  ({ walletUrl }: World, attach: (contents: WebContents) => void, scope: Scope) =>
  (): void => {
    if (walletUrl === null) return;
    const wallet = openPracticeWindow(walletUrl);
    attach(wallet.webContents);
    scope.own('wallet page', () => {
      if (!wallet.isDestroyed()) wallet.destroy();
    });
  };
