import { useState, type ReactNode } from 'react';
import type { Res, ReportDifference, ReportView } from '../../api/types.ts';
import { Button } from '../../components/button.tsx';
import { ask } from '../../state/acts.ts';
import { useWords } from '../../state/language.ts';
import { shownSpan, useReports } from '../../state/reports-store.ts';
import { openDialog, openPayment } from '../../state/view-store.ts';
import { sentenceOf } from '../wording/reports.ts';
import { Saves } from './month-page.tsx';
import { SumTiles } from './sum-tiles.tsx';

/** One day: its sums, what differs and what helps, and its files. */
export function DayPage(): ReactNode {
  const words = useWords().reports;
  const { view } = useReports();
  if (view === null) return <p className="quiet">{words.loading}</p>;
  return (
    <>
      <SumTiles view={{ ...view, settlements: [] }} />
      <section>
        <h2>{words.differences}</h2>
        {view.differences.length === 0 ? (
          <p className="quiet">{view.days.length === 0 ? words.state.none : words.noDifferences}</p>
        ) : (
          <ul className="differences">
            {view.differences.map((each) => (
              <DifferenceRow key={each.key} each={each} person={view.person} />
            ))}
          </ul>
        )}
      </section>
      <Files view={view} />
      <Saves />
    </>
  );
}

function DifferenceRow({ each, person }: { readonly each: ReportDifference; readonly person: string }): ReactNode {
  const words = useWords();
  const { difference, mark, key } = each;
  return (
    <li className="difference" data-testid="difference" data-class={difference.class} data-explained={mark !== null}>
      <b>{words.reports.short[difference.class]}</b>
      <div>
        <p>{sentenceOf(words, each)}</p>
        <p className="quiet reports-small mono">
          {[difference.requestId ?? difference.alipayId ?? difference.subject, where(words.reports.where, difference)]
            .filter(Boolean)
            .join(' · ')}
        </p>
        {mark === null ? null : <p className="reports-small">{words.reports.explained(mark.person, mark.reason)}</p>}
        <div className="difference-acts">
          <Help each={each} />
          {mark === null && difference.class !== 'OTHER_COUNTER' && difference.class !== 'DATE_SHIFT' ? (
            <Button
              label={words.reports.explain}
              tone="small"
              testId="difference-explain"
              onPress={() => {
                openDialog({ kind: 'explain', differenceKey: key, person });
              }}
            />
          ) : null}
        </div>
      </div>
    </li>
  );
}

function where(say: (file: string, line: number) => string, { file, line }: ReportDifference['difference']): string {
  if (file === null) return '';
  return line === null ? file : say(file, line);
}

/** The one act that helps most: ask Alipay+ about it, or take it to Alipay+ support; a payment of this counter can be opened. */
function Help({ each }: { readonly each: ReportDifference }): ReactNode {
  const { reports: words, disputes } = useWords();
  const [answer, setAnswer] = useState<Res<'reports.inquire'> | null>(null);
  const state = useReports();
  const { difference } = each;
  const { requestId } = difference;
  if (answer !== null) return <p data-testid="difference-answer">{words.answer[answer.state]}</p>;
  if (requestId !== null && (difference.class === 'MISSING_LOCALLY' || difference.class === 'STATUS_MISMATCH'))
    return (
      <Button
        label={words.inquire}
        tone="small"
        testId="difference-inquire"
        onPress={() => void ask('reports.inquire', { paymentRequestId: requestId }).then(setAnswer)}
      />
    );
  if (FOR_SUPPORT.has(difference.class))
    return (
      <>
        {requestId !== null && difference.kind === 'PAYMENT' ? (
          <Button
            label={disputes.openPayment}
            tone="small"
            onPress={() => {
              openPayment(requestId);
            }}
          />
        ) : null}
        <Button
          label={words.exportOne}
          tone="small"
          testId="difference-export"
          onPress={() => void ask('reports.save', { span: shownSpan(state), what: 'support' })}
        />
      </>
    );
  return null;
}

const FOR_SUPPORT: ReadonlySet<string> = new Set([
  'MISSING_IN_REPORT',
  'ID_MISMATCH',
  'AMOUNT_MISMATCH',
  'CURRENCY_MISMATCH',
  'SETTLEMENT_AMOUNT_MISMATCH',
  'TYPE_MISMATCH',
  'DUPLICATE_ROW',
  'FEE_MISMATCH',
  'FEE_MISSING',
  'FEE_UNEXPECTED',
  'SUMMARY_TOTAL_MISMATCH',
  'BATCH_TOTAL_MISMATCH',
]);

function Files({ view }: { readonly view: ReportView }): ReactNode {
  const words = useWords().reports;
  return (
    <section>
      <h2>{words.files}</h2>
      {view.files.length === 0 ? <p className="quiet">{words.noFiles}</p> : null}
      <ul className="reports-files">
        {view.files.map(({ label, kind, bytes }) => (
          <li key={label}>
            <span>{words.kind[kind]}</span> <span className="mono">{label}</span>{' '}
            <span className="quiet">{words.bytes(bytes)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
