import type { ReactNode } from 'react';
import { formatMoney, money } from '../../../core/money/money.ts';
import type { FiguresView } from '../../api/types.ts';
import { Facts } from '../../components/facts.tsx';
import { useWords } from '../../state/language.ts';
import type { Words } from '../../words/shape.ts';
import { sayMoney } from '../wording/money.ts';
import { clockTime } from '../wording/time.ts';

type Line = FiguresView['byWallet'][number];

/** What a shift did: unsettled payments first, then totals, breakdowns and counts. */
export function Figures({ figures }: { readonly figures: FiguresView }): ReactNode {
  const words = useWords();
  const { shift } = words;
  const totals = figures.totals.map((total) => ({ ...total, name: total.currency }));
  return (
    <div className="figures">
      <Unresolved figures={figures} words={words} />
      <Breakdown title={shift.totals} lines={totals} words={words} testId="shift-totals" />
      <Breakdown title={shift.byWallet} lines={figures.byWallet} words={words} testId="shift-wallets" />
      <Breakdown title={shift.byCashier} lines={figures.byCashier} words={words} testId="shift-cashiers" />
      <Breakdown title={shift.byHour} lines={figures.byHour} words={words} testId="shift-hours" />
      <section>
        <h3>{shift.counts}</h3>
        <Facts
          facts={Object.entries(shift.count).map(([name, label]) => ({
            name: label,
            value: String(figures.counts[name as keyof FiguresView['counts']]),
          }))}
        />
      </section>
    </div>
  );
}

type Props = { readonly figures: FiguresView; readonly words: Words };

function Unresolved({ figures: { unresolved }, words: { shift } }: Props): ReactNode {
  if (unresolved.length === 0) return <p className="quiet">{shift.noUnresolved}</p>;
  return (
    <section className="warning" data-testid="shift-unresolved">
      <h3>{shift.unresolved}</h3>
      <ul>
        {unresolved.map((payment) => (
          <li key={payment.paymentRequestId}>
            {clockTime(payment.submittedAtMs)} · {payment.orderNumber} · {sayMoney(payment.amount)}
            {payment.isRefund ? ` · ${shift.refundOpen}` : ''} <code>{payment.paymentRequestId}</code>
          </li>
        ))}
      </ul>
    </section>
  );
}

type BreakdownProps = {
  readonly title: string;
  readonly lines: readonly Line[];
  readonly words: Words;
  readonly testId: string;
};

function Breakdown({ title, lines, words: { shift }, testId }: BreakdownProps): ReactNode {
  const { columns } = shift;
  return (
    <section>
      <h3>{title}</h3>
      {lines.length === 0 ? (
        <p className="quiet">{shift.nothing}</p>
      ) : (
        <table className="grid" data-testid={testId}>
          <thead>
            <tr>
              <td />
              <th scope="col">{columns.sales}</th>
              <th scope="col">{columns.cancels}</th>
              <th scope="col">{columns.refunds}</th>
              <th scope="col">{columns.net}</th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <tr key={`${line.currency} ${line.name}`}>
                <th scope="row">{line.name === '-' ? shift.noWallet : line.name}</th>
                <td>{tally(line, 'sales')}</td>
                <td>{tally(line, 'cancels')}</td>
                <td>{tally(line, 'refunds')}</td>
                <td>
                  <b>{signed(line)}</b>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

const tally = (line: Line, kind: 'sales' | 'cancels' | 'refunds'): string =>
  line[kind].count === 0
    ? '–'
    : `${formatMoney(money(line.currency, line[kind].amountMinor), ',')} (${String(line[kind].count)})`;

const signed = ({ currency, netMinor }: Line): string =>
  `${netMinor < 0 ? '-' : ''}${formatMoney(money(currency, Math.abs(netMinor)), ',')}`;
