import type { ReactNode } from 'react';
import type { PeopleView } from '../../api/types.ts';
import { Button } from '../../components/button.tsx';
import { Facts } from '../../components/facts.tsx';
import { useWords } from '../../state/language.ts';
import { openDialog } from '../../state/view-store.ts';
import { sayMoney } from '../wording/money.ts';

/** The owner's rules as they are in force. */
export function Rules({ list }: { readonly list: PeopleView }): ReactNode {
  const { page } = useWords().people;
  const { currency, rules, mayChangeRules } = list;
  return (
    <section>
      <h2>{page.rules}</h2>
      <Facts
        facts={[
          { name: page.alone, value: sayMoney({ currency, amountMinor: rules.refundWithoutApprovalMinor }) },
          { name: page.within, value: page.hours(rules.refundWithinHours) },
          { name: page.perShift, value: String(rules.refundsPerShift) },
          { name: page.waits, value: page.seconds(rules.approvalSeconds) },
          { name: page.idle, value: page.minutes(rules.idleLockMinutes) },
          { name: page.blind, value: rules.blindCount ? page.yes : page.no },
        ]}
      />
      {mayChangeRules ? (
        <Button
          label={page.changeRules}
          testId="rules-change"
          onPress={() => {
            openDialog({ kind: 'rules', list });
          }}
        />
      ) : (
        <p className="quiet">{page.rulesHint}</p>
      )}
    </section>
  );
}

/** The permission table, word for word as main applies it. */
export function PermissionTable({ list: { table } }: { readonly list: PeopleView }): ReactNode {
  const { page, roles } = useWords().people;
  return (
    <section>
      <h2>{page.table}</h2>
      <table className="grid">
        <thead>
          <tr>
            <td />
            <th scope="col">{roles.cashier}</th>
            <th scope="col">{roles.supervisor}</th>
            <th scope="col">{roles.owner}</th>
          </tr>
        </thead>
        <tbody>
          {table.map(({ act, cashier, supervisor, owner }) => (
            <tr key={act}>
              <th scope="row">{page.acts[act]}</th>
              <td data-may={cashier}>{page.may[cashier]}</td>
              <td data-may={supervisor}>{page.may[supervisor]}</td>
              <td data-may={owner}>{page.may[owner]}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
