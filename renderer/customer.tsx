import '@fontsource-variable/inter/opsz.css';
import './look/fonts.css';
import './look/tokens.css';
import './look/base.css';
import './look/brand.css';
import './look/customer.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { loadFonts } from './look/load-fonts.ts';
import { CustomerPage } from './screens/customer/customer-page.tsx';
import { followPictures } from './state/customer-store.ts';

const root = document.getElementById('root');
if (root === null) throw new Error('customer.html has no #root');
// Before the first drawing, because main sends the newest picture once the page is loaded, and no other until something changes.
followPictures();
createRoot(root).render(
  <StrictMode>
    <CustomerPage />
  </StrictMode>,
);
loadFonts(document);
