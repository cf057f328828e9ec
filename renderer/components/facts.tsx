import type { ReactNode } from 'react';

/** One name and its value; `isMono` for ids that people compare character by character. */
export type Fact = { readonly name: string; readonly value: string; readonly isMono?: boolean };

/** A quiet list of names and values. */
export function Facts({ facts }: { readonly facts: readonly Fact[] }): ReactNode {
  return (
    <dl className="facts">
      {facts.map(({ name, value, isMono }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd className={isMono === true ? 'mono' : undefined} translate={isMono === true ? 'no' : undefined}>
            {value}
          </dd>
        </div>
      ))}
    </dl>
  );
}
