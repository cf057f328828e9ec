import '@fontsource-variable/inter/opsz.css';
import './look/fonts.css';
import './look/tokens.css';
import './look/base.css';
import './look/frame.css';
import './look/stage.css';
import './look/panel.css';
import './look/numpad.css';
import './look/result.css';
import './look/health.css';
import './look/mark.css';
import './look/palette.css';
import './look/rail.css';
import './look/pages.css';
import './look/people.css';
import './look/setup.css';
import './look/books.css';
import './look/brand.css';
import './look/keys.css';
import './look/scanner.css';
import './look/reconcile.css';
import './look/registration.css';
import './look/opening.css';
import './look/lessons.css';
import './look/dialogs.css';
import './look/magnified.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { loadFonts } from './look/load-fonts.ts';
import { App } from './screens/frame/app.tsx';
import { keepFieldMemory } from './state/field-memory.ts';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
keepFieldMemory(window);
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
loadFonts(document);
