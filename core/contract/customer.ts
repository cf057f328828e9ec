import * as z from 'zod';
import type { BrandKitView } from './brand.ts';
import { LANGUAGES, type Language, type Theme } from './display.ts';
import type { MoneyView } from './money.ts';
import type { Face } from './views.ts';

/** By what a screen is known again: the system's number may change with the socket, the name and size may not be alone. */
export const screenIdentitySchema = z.strictObject({
  id: z.int(),
  label: z.string().max(200),
  width: z.int().min(1).max(100_000),
  height: z.int().min(1).max(100_000),
});

/** What the shop chose for the customer's display of this PC. */
export const customerChoiceSchema = z.strictObject({
  isOn: z.boolean(),
  /** null: the only screen beside the cashier's; with several of them nothing is shown until one is chosen. */
  screen: screenIdentitySchema.nullable(),
  /** null: the language of the cashier's screens. */
  language: z.enum(LANGUAGES).nullable(),
  /** Whether the result turns to the language of the wallet's country once Alipay+ has named the wallet. */
  followsWallet: z.boolean(),
});

/**
 * Where the customer's display is, or why it is nowhere.
 * - `no-screen`: there is only the cashier's · `several`: one has to be chosen · `gone`: the chosen one is not plugged in
 * - `cashier`: the cashier's window stands on the chosen one, or shows the same picture
 */
export const PLACES = ['shown', 'off', 'no-screen', 'several', 'gone', 'cashier'] as const;

/** What became of a picture that was chosen. */
export const PICTURE_OUTCOMES = ['kept', 'none', 'unreadable', 'too-small', 'too-large', 'unwritable'] as const;

/** The customer's display as the settings page shows it. */
export const customerViewSchema = z.strictObject({
  choice: customerChoiceSchema,
  place: z.enum(PLACES),
  screens: z.array(z.strictObject({ identity: screenIdentitySchema, isCashier: z.boolean() })),
  hasPicture: z.boolean(),
});

export type ScreenIdentity = z.infer<typeof screenIdentitySchema>;
export type CustomerChoice = z.infer<typeof customerChoiceSchema>;
export type CustomerView = z.infer<typeof customerViewSchema>;
export type CustomerPlace = (typeof PLACES)[number];
export type PictureOutcome = (typeof PICTURE_OUTCOMES)[number];

/** Off until somebody turns it on: no screen is taken unasked. */
export const DEFAULT_CUSTOMER: CustomerChoice = { isOn: false, screen: null, language: null, followsWallet: false };

/** The only message the customer's page ever gets; it can send none. */
export const CUSTOMER_EVENT = 'paydesk:customer';

/** The one thing the customer sees: nothing of the shop, of other customers or of the payment's inner life. */
export type CustomerScene =
  | { readonly kind: 'idle' }
  | { readonly kind: 'amount'; readonly amount: MoneyView }
  | {
      readonly kind: 'payment';
      readonly amount: MoneyView;
      readonly face: Face;
      /** As Alipay+ returned it, never translated; null while it is not known. */
      readonly wallet: string | null;
      /** What went back of a paid payment; null when nothing did. */
      readonly refunded: MoneyView | null;
    };

/** Everything the customer's page is sent. */
export type CustomerPicture = {
  readonly scene: CustomerScene;
  readonly shopName: string;
  readonly isPractice: boolean;
  readonly language: Language;
  readonly theme: Theme;
  /** Changes with the idle picture; null where the shop chose none. */
  readonly idlePicture: string | null;
  readonly brand: BrandKitView;
};
