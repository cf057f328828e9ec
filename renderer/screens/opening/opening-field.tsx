import type { ReactNode } from 'react';
import type { OpeningField as Name, OpeningView } from '../../api/types.ts';
import { Field } from '../../components/field.tsx';
import { useWords } from '../../state/language.ts';
import { fill, useOpening } from '../../state/opening-store.ts';
import type { Words } from '../../words/shape.ts';
import { sentences } from '../wording/sentences.ts';

/** What a text field of the form needs. */
export type OpeningFieldProps = {
  readonly view: OpeningView;
  readonly name: Name;
  readonly isFirst?: boolean;
  readonly isLong?: boolean;
  readonly maxLength?: number;
  /** Told at once and not only when somebody goes on, where what is typed is pasted whole. */
  readonly isToldAtOnce?: boolean;
};

/** Fields that an administrator's policy can answer, by the path of the setting. */
const HELD_BY: Readonly<Partial<Record<Name, string>>> = { baseUrl: 'gateway.baseUrl', theirKey: 'gateway.gatewayPublicKey' };

/** One text field; what is wrong with it is shown once somebody wanted to go on, and who answered it where nobody here may. */
export function OpeningField({ view, name, isFirst, isLong, maxLength, isToldAtOnce }: OpeningFieldProps): ReactNode {
  const words = useWords();
  const value = useOpening(({ form }) => form?.[name] ?? '');
  const isChecked = useOpening(({ checked, place }) => checked.includes(place));
  const isLocked = view.locked.includes(HELD_BY[name] ?? '');
  const hint = hintOf(words, name, isLocked);
  const fault = view.faults.find(({ field }) => field === name);
  const isTold = isChecked || (isToldAtOnce === true && value.trim() !== '');
  return (
    <Field
      label={words.opening.fields[name]}
      hint={hint}
      value={value}
      error={fault === undefined || !isTold ? null : sentences(words, [faultText(words, fault.code), hint])}
      onChange={(next) => {
        fill({ [name]: next });
      }}
      testId={`opening-${name}`}
      errorTestId={`opening-${name}-wrong`}
      kind={isLong === true ? 'long' : 'text'}
      isDisabled={isLocked}
      {...(isFirst === undefined ? {} : { isFirst })}
      {...(maxLength === undefined ? {} : { maxLength })}
    />
  );
}

function hintOf({ opening, setup }: Words, name: Name, isLocked: boolean): string {
  const hints: Readonly<Partial<Record<Name, string>>> = opening.hints;
  return isLocked ? setup.locked : (hints[name] ?? '');
}

/** A fault in words; one that has none of its own is still told. */
export function faultText({ opening }: Words, code: string): string {
  const faults: Readonly<Record<string, string>> = opening.faults;
  return (Object.hasOwn(faults, code) ? faults[code] : undefined) ?? opening.faults.other;
}
