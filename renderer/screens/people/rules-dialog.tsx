import { useState, type ReactNode } from 'react';
import { formatMinor, money, parseTyped } from '../../../core/money/money.ts';
import type { PeopleView } from '../../api/types.ts';
import { Button } from '../../components/button.tsx';
import { Choice } from '../../components/choice.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Field } from '../../components/field.tsx';
import { setUp } from '../../state/acts.ts';
import { useWords } from '../../state/language.ts';
import { closeDialog } from '../../state/view-store.ts';
import { Refused } from '../frame/refused.tsx';
import { Locked } from '../setup/locked.tsx';

type Rules = PeopleView['rules'];
type NumberRule = keyof PeopleView['ruleRanges'];
type Texts = Readonly<Record<NumberRule, string>>;

const AMOUNT: NumberRule = 'refundWithoutApprovalMinor';
const RULES: readonly NumberRule[] = [AMOUNT, 'refundWithinHours', 'refundsPerShift', 'approvalSeconds', 'idleLockMinutes'];

/** The owner's rules, to be changed; main checks them once more and writes them into the ledger. */
export function RulesDialog({ list }: { readonly list: PeopleView }): ReactNode {
  const { people, setup } = useWords();
  const { page } = people;
  const { currency, rules, ruleRanges, lockedRules } = list;
  const [texts, setTexts] = useState(() => textsOf(rules, currency));
  const [isBlind, setBlind] = useState(rules.blindCount);
  const numbers = RULES.map((rule) => [rule, numberOf(rule, texts[rule], currency, ruleRanges[rule])] as const);
  const isGood = numbers.every(([, number]) => number !== null);
  const save = async (): Promise<void> => {
    const typed = Object.fromEntries(numbers) as Record<NumberRule, number>;
    if (isGood) await setUp('people.rules', { ...typed, blindCount: isBlind });
  };
  return (
    <Dialog title={page.rulesTitle} onClose={closeDialog} testId="rules-dialog">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        {numbers.map(([rule, number]) => (
          <Field
            key={rule}
            label={page.ruleNames[rule]}
            hint={lockedRules.includes(rule) ? setup.locked : page.ruleHints[rule]}
            isDisabled={lockedRules.includes(rule)}
            value={texts[rule]}
            onChange={(text) => {
              setTexts({ ...texts, [rule]: text });
            }}
            error={number === null ? page.between(...shownRange(rule, ruleRanges[rule], currency)) : null}
            suffix={rule === AMOUNT ? currency : page.ruleUnits[rule]}
            isNumeric
            isFirst={rule === RULES.find((each) => !lockedRules.includes(each))}
            testId={`rule-${rule}`}
          />
        ))}
        <Choice
          label={page.blind}
          isDisabled={lockedRules.includes('blindCount')}
          value={isBlind ? 'yes' : 'no'}
          onChange={(id) => {
            setBlind(id === 'yes');
          }}
          options={(['no', 'yes'] as const).map((id) => ({ id, label: page[id] }))}
        />
        <Locked isLocked={lockedRules.includes('blindCount')} testId="rule-blindCount-locked" />
        <Refused />
        <div className="dialog-acts">
          <Button label={page.keep} onPress={closeDialog} testId="rules-close" />
          <Button label={page.save} tone="primary" submits isDisabled={!isGood} testId="rules-save" />
        </div>
      </form>
    </Dialog>
  );
}

type Currency = PeopleView['currency'];

const textOf = (rule: NumberRule, value: number, currency: Currency): string =>
  rule === AMOUNT ? formatMinor(money(currency, value)) : String(value);

const textsOf = (rules: Rules, currency: Currency): Texts =>
  Object.fromEntries(RULES.map((rule) => [rule, textOf(rule, rules[rule], currency)])) as Texts;

/** What was typed, in the rule's unit; null for anything that the rule may not be. */
function numberOf(rule: NumberRule, text: string, currency: Currency, [least, most]: readonly number[]): number | null {
  const digits = text.trim();
  const value = rule === AMOUNT ? parseTyped(currency, digits) : /^\d{1,9}$/.test(digits) ? Number(digits) : null;
  return value === null || value < (least ?? 0) || value > (most ?? 0) ? null : value;
}

const shownRange = (rule: NumberRule, [least, most]: readonly number[], currency: Currency): readonly [string, string] => [
  textOf(rule, least ?? 0, currency),
  textOf(rule, most ?? 0, currency),
];
