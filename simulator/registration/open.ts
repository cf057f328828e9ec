import type { OtherApis } from '../gateway/http.ts';
import { createSender, type NotifierParts, type SignedSender } from '../gateway/notifications.ts';
import { systemAfter, type Runtime } from '../gateway/runtime.ts';
import { createRegistrationBook, standing, type RegistrationBook, type RegistrationRow, type WalletWord } from './book.ts';

/** A registration as the control page shows it. */
export type SeenRegistration = RegistrationRow & {
  readonly wallets: readonly WalletWord[];
  /** What the shop said to each notification. */
  readonly said: readonly string[];
};

/** The wallets' registrations, for tests and the control page. */
export type SimulatorRegistrations = {
  readonly rows: () => readonly SeenRegistration[];
  /** Sends what the wallets say of a request now, once more. */
  readonly notify: (registrationRequestId: string) => Promise<string | null>;
};

type Open = SimulatorRegistrations & { readonly apis: OtherApis; readonly close: () => Promise<void> };

type Desk = {
  readonly runtime: Runtime;
  readonly book: RegistrationBook;
  readonly send: SignedSender;
  /** Wallets of which the shop was told, by request. */
  readonly told: Map<string, Set<string>>;
  readonly said: Map<string, string[]>;
};

/** Opens the wallets' side of registrations on the gateway's signed line. */
export function openRegistrations(line: NotifierParts): Open {
  const { runtime, after = systemAfter } = line;
  const sender = createSender(line);
  const book = createRegistrationBook(() => runtime.state().settings);
  const desk: Desk = { runtime, book, send: sender.send, told: new Map(), said: new Map() };
  let forget = (): void => undefined;
  const look = (): void => {
    for (const row of book.rows()) void announce(desk, row);
    forget();
    const nextMs = book.nextMs(runtime.now());
    forget = nextMs === null ? () => undefined : after(nextMs - runtime.now(), look);
  };
  // The clock may be moved, and then wallets have decided at once.
  const stopLooking = runtime.onStep(look);
  return {
    apis: {
      room: 'merchants',
      answers: {
        registration: (message) => {
          const answer = book.take(message, runtime.now());
          look();
          return answer;
        },
        inquiryRegistrationStatus: (message) => book.tell(message, runtime.now()),
      },
    },
    rows: () => book.rows().map((row) => seen(desk, row)),
    notify: async (id) => {
      const row = book.rows().find(({ registrationRequestId }) => registrationRequestId === id);
      return row === undefined ? null : tell(desk, row, book.words(row, runtime.now()));
    },
    close: () => {
      stopLooking();
      forget();
      sender.close();
      return Promise.resolve();
    },
  };
}

const seen = ({ book, runtime, said }: Desk, row: RegistrationRow): SeenRegistration => ({
  ...row,
  wallets: book.words(row, runtime.now()),
  said: said.get(row.registrationRequestId) ?? [],
});

/** Tells the shop about wallets that have decided since it was told last, and lets the approved ones charge. */
async function announce(desk: Desk, row: RegistrationRow): Promise<void> {
  const { book, runtime, told } = desk;
  const known = told.get(row.registrationRequestId) ?? new Set<string>();
  told.set(row.registrationRequestId, known);
  const words = book.words(row, runtime.now());
  const fresh = words.filter(({ pspName, status }) => status !== 'PENDING' && !known.has(pspName));
  if (fresh.length === 0) return;
  for (const { pspName } of fresh) known.add(pspName);
  approve(runtime, row, fresh);
  await tell(desk, row, fresh);
}

function approve(runtime: Runtime, { referenceMerchantId }: RegistrationRow, words: readonly WalletWord[]): void {
  const { approved } = runtime.state().settings;
  const more = words.filter(({ status }) => status === 'APPROVED').map(({ pspName }) => `${referenceMerchantId} ${pspName}`);
  if (approved !== null && more.length > 0) runtime.send({ type: 'settings', settings: { approved: [...approved, ...more] } });
}

/** The same folder of the shop's listener, another name. */
const besides = (url: string | null): string | null =>
  url === null ? null : `${url.slice(0, url.lastIndexOf('/'))}/notifyRegistrationStatus`;

/** Where the request said, or next to where payments are notified; nowhere when neither is known. */
async function tell(desk: Desk, row: RegistrationRow, words: readonly WalletWord[]): Promise<string | null> {
  const { runtime, book, send, said } = desk;
  const url = row.notifyUrl ?? besides(runtime.state().settings.notifyUrl);
  if (url === null) return null;
  const { registrationRequestId, referenceMerchantId, referenceStoreId } = row;
  const body = {
    referenceMerchantId,
    ...(referenceStoreId === null ? {} : { referenceStoreId }),
    registrationRequestId,
    ...standing(row, book.words(row, runtime.now()), words),
  };
  const answer = await send(url, JSON.stringify(body));
  said.set(registrationRequestId, [...(said.get(registrationRequestId) ?? []), answer.said]);
  return answer.said;
}
