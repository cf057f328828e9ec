import { IntlMessageFormat } from 'intl-messageformat';

/** A sentence with places for what is only known later: `{0}` is the first input. */
export type Sentence = (...inputs: readonly (string | number)[]) => string;

/** From here to the other mark a text keeps its own direction: a name in Latin letters inside an Arabic sentence stays whole. */
const [ISOLATE, END] = ['\u2068', '\u2069'];

/**
 * How a language writes sentences with numbers: ICU MessageFormat with the language's own plural and number rules, such as
 * `{0, plural, one {# Stelle} other {# Stellen}}`. Digits are Latin in every language, as on receipts and keys.
 */
export function sentencesIn(language: string): (pattern: string) => Sentence {
  const locale = `${language}-u-nu-latn`;
  const put = language === 'ar' ? isolated : (input: string | number) => input;
  return (pattern) => {
    // Read when it is first said: a table has hundreds of sentences, and a start should not wait for them.
    let format: IntlMessageFormat | null = null;
    return (...inputs) => {
      format ??= new IntlMessageFormat(pattern, locale, undefined, { ignoreTag: true });
      return String(format.format(Object.fromEntries(inputs.map((input, index) => [String(index), put(input)]))));
    };
  };
}

const isolated = (input: string | number): string | number => (typeof input === 'number' ? input : `${ISOLATE}${input}${END}`);
