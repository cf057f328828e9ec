import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron';
import type { CUSTOMER_EVENT, CustomerPicture } from '../core/contract/customer.ts';

// The value stands here, checked against the contract's type, because importing the contract would bundle all of zod.
const PICTURE: typeof CUSTOMER_EVENT = 'paydesk:customer';

/** SECURITY: the customer's page hears pictures and can say nothing: there is no call in it, and `ipcRenderer` stays outside. */
const bridge = {
  onPicture: (listener: (picture: CustomerPicture) => void): void => {
    ipcRenderer.on(PICTURE, (_event: IpcRendererEvent, picture: CustomerPicture) => {
      listener(picture);
    });
  },
};

/** The shape of `window.customer`, for the test that holds it against the page's own idea of it. */
export type CustomerBridge = typeof bridge;

contextBridge.exposeInMainWorld('customer', bridge);
