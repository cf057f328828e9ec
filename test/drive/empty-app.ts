import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** The smallest application that shows a window, in a folder of its own under `parent`: what Electron alone takes. */
export function emptyApp(parent: string, colour = '#ffffff'): string {
  const folder = mkdtempSync(path.join(parent, 'paydesk-empty-'));
  mkdirSync(path.join(folder, 'data'));
  const page = `data:text/html,<title>Paydesk, empty</title><body style="background:${colour.replace('#', '%23')}"><p>empty`;
  writeFileSync(path.join(folder, 'package.json'), '{"name":"empty-window","type":"module","main":"main.js"}');
  writeFileSync(
    path.join(folder, 'main.js'),
    `
    import { app, BrowserWindow } from 'electron';
    app.setPath('userData', ${JSON.stringify(path.join(folder, 'data'))});
    void app.whenReady().then(() => {
      const window = new BrowserWindow({ width: 1366, height: 768, show: false, webPreferences: { sandbox: true } });
      window.once('ready-to-show', () => { window.show(); process.stdout.write('mark shown 0\\n'); });
      void window.loadURL(${JSON.stringify(page)});
    });
  `,
  );
  return folder;
}
