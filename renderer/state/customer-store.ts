import { create } from 'zustand';
import { hearPictures } from '../api/customer-client.ts';
import type { CustomerPicture } from '../api/types.ts';

/** What the customer's page shows; null until the first picture. */
export const useCustomer = create<{ readonly picture: CustomerPicture | null }>()(() => ({ picture: null }));

/** Shows each picture that main sends from now on. */
export const followPictures = (): void => {
  hearPictures((picture) => {
    useCustomer.setState({ picture });
  });
};
