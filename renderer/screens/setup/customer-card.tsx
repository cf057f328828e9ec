import { useState, type ReactNode } from 'react';
import type { CustomerChoice, CustomerView, Res } from '../../api/types.ts';
import { Button } from '../../components/button.tsx';
import { Choice } from '../../components/choice.tsx';
import { Select, type SelectOption } from '../../components/select.tsx';
import { fire } from '../../state/acts.ts';
import { chooseIdlePicture, useCustomerView } from '../../state/customer-display.ts';
import { CHOICES, useWords } from '../../state/language.ts';
import type { Words } from '../../words/shape.ts';

type Card = Words['customerDisplay'];
type Outcome = Res<'customer.picture'>['outcome'];

/** The customer's display: whether, where, in which language, and what it shows between two sales. Everything takes effect at once. */
export function CustomerCard(): ReactNode {
  const words = useWords().customerDisplay;
  const view = useCustomerView();
  return (
    <section className="card" data-testid="setup-customer" data-place={view?.place}>
      <h2>{words.title}</h2>
      <p className="quiet">{words.hint}</p>
      {view === null ? null : <Settings view={view} words={words} />}
    </section>
  );
}

type PartProps = { readonly view: CustomerView; readonly words: Card };

function Settings({ view, words }: PartProps): ReactNode {
  const { choice, place } = view;
  const save = (change: Partial<CustomerChoice>): void => {
    fire('customer.save', { ...choice, ...change });
  };
  const places: Readonly<Record<CustomerView['place'], string>> = words.places;
  return (
    <>
      <YesOrNo
        label={words.use}
        id="customer-use"
        value={choice.isOn}
        words={words}
        onChange={(isOn) => {
          save({ isOn });
        }}
      />
      <p role="status" data-testid="customer-place">
        {places[place]}
      </p>
      {choice.isOn ? <Where view={view} words={words} save={save} /> : null}
    </>
  );
}

type WhereProps = PartProps & { readonly save: (change: Partial<CustomerChoice>) => void };

function Where({ view, words, save }: WhereProps): ReactNode {
  const asCashier = useWords().customerDisplay.asCashier;
  const { choice } = view;
  const screens = screensOf(view);
  return (
    <>
      <Select
        label={words.screen}
        value={keyOf(choice.screen)}
        testId="customer-screen"
        options={[{ id: keyOf(null), label: words.onlyOther }, ...screens.map((one) => optionOf(one, words))]}
        onChange={(key) => {
          save({ screen: screens.find(({ screen }) => keyOf(screen) === key)?.screen ?? null });
        }}
      />
      <Select
        label={words.language}
        value={choice.language ?? 'as-cashier'}
        testId="customer-language"
        options={[
          { id: 'as-cashier' as const, label: asCashier },
          ...CHOICES.map(({ id, name }) => ({ id, label: name, lang: id })),
        ]}
        onChange={(language) => {
          save({ language: language === 'as-cashier' ? null : language });
        }}
      />
      <YesOrNo
        label={words.wallet}
        id="customer-wallet"
        value={choice.followsWallet}
        words={words}
        onChange={(followsWallet) => {
          save({ followsWallet });
        }}
      />
      <Picture hasPicture={view.hasPicture} words={words} />
    </>
  );
}

function Picture({ hasPicture, words }: { readonly hasPicture: boolean; readonly words: Card }): ReactNode {
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const outcomes: Readonly<Record<Outcome, string>> = words.outcomes;
  return (
    <>
      <h3>{words.picture}</h3>
      <p className="quiet">{words.pictureHint}</p>
      <div className="card-acts">
        <Button
          label={words.choosePicture}
          testId="customer-picture"
          onPress={() => {
            void chooseIdlePicture().then(setOutcome);
          }}
        />
        {hasPicture ? (
          <Button
            label={words.dropPicture}
            testId="customer-drop-picture"
            onPress={() => {
              setOutcome(null);
              fire('customer.drop-picture', {});
            }}
          />
        ) : null}
      </div>
      {outcome === null ? null : (
        <p role="status" data-testid="customer-picture-outcome">
          {outcomes[outcome]}
        </p>
      )}
    </>
  );
}

type YesOrNoProps = {
  readonly label: string;
  readonly id: string;
  readonly value: boolean;
  readonly words: Card;
  readonly onChange: (value: boolean) => void;
};

function YesOrNo({ label, id, value, words, onChange }: YesOrNoProps): ReactNode {
  return (
    <Choice
      label={label}
      value={value ? `${id}-yes` : `${id}-no`}
      options={[
        { id: `${id}-no`, label: words.no },
        { id: `${id}-yes`, label: words.yes },
      ]}
      onChange={(chosen) => {
        onChange(chosen === `${id}-yes`);
      }}
    />
  );
}

type Screen = NonNullable<CustomerChoice['screen']>;
type Listed = { readonly screen: Screen; readonly state: 'free' | 'cashier' | 'away' };

/** The screens that are there, and the chosen one where it is not. */
function screensOf({ choice, screens }: CustomerView): readonly Listed[] {
  const there = screens.map(({ identity, isCashier }) => ({ screen: identity, state: isCashier ? 'cashier' : 'free' }) as const);
  const isAway = choice.screen !== null && !there.some(({ screen }) => keyOf(screen) === keyOf(choice.screen));
  return isAway && choice.screen !== null ? [...there, { screen: choice.screen, state: 'away' }] : there;
}

const keyOf = (screen: Screen | null): string => (screen === null ? 'only-other' : `${String(screen.id)}/${screen.label}`);

function optionOf({ screen, state }: Listed, words: Card): SelectOption<string> {
  const { label, width, height } = screen;
  const name = words.screenName(label === '' ? words.unnamed : label, width, height);
  const told = { free: name, cashier: words.cashiers(name), away: words.away(name) };
  return { id: keyOf(screen), label: told[state] };
}
