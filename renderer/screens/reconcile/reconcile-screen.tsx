import { useEffect, type ReactNode } from 'react';
import { Button } from '../../components/button.tsx';
import { useWords } from '../../state/language.ts';
import {
  bringReports,
  checkAgain,
  dropReports,
  loadReports,
  openReports,
  stepReports,
  useReports,
  type ReportsTab,
} from '../../state/reports-store.ts';
import { useMirror } from '../../state/snapshot-store.ts';
import { ColumnsPage } from './columns-page.tsx';
import { DayPage } from './day-page.tsx';
import { MonthPage } from './month-page.tsx';
import { SetupPage } from './setup-page.tsx';

/** Alipay+ reports against the ledger: a month, a day, the columns and where reports come from. */
export function ReconcileScreen(): ReactNode {
  const words = useWords();
  const { tab, day } = useReports();
  useEffect(() => {
    void loadReports();
  }, []);
  const tabs: readonly ReportsTab[] = day === null ? ['month', 'columns', 'setup'] : ['month', 'day', 'columns', 'setup'];
  return (
    <div
      className="page reports"
      data-testid="reports"
      data-tab={tab}
      onDragOver={(event) => {
        event.preventDefault();
      }}
      onDrop={(event) => {
        event.preventDefault();
        void dropReports([...event.dataTransfer.files]);
      }}
    >
      <header className="page-title">
        <h1>{words.reports.title}</h1>
        <nav className="reports-tabs">
          {tabs.map((each) => (
            <button
              key={each}
              type="button"
              className="tab"
              aria-current={tab === each ? 'page' : undefined}
              data-testid={`reports-tab-${each}`}
              onClick={() => {
                openReports({ tab: each });
              }}
            >
              {words.reports[each]}
            </button>
          ))}
        </nav>
      </header>
      {tab === 'month' || tab === 'day' ? <Bring /> : null}
      <Took />
      {tab === 'month' ? <MonthPage /> : tab === 'day' ? <DayPage /> : tab === 'columns' ? <ColumnsPage /> : <SetupPage />}
    </div>
  );
}

/** Where reports come from, and where one is in time. */
function Bring(): ReactNode {
  const words = useWords().reports;
  const { tab, month, day, isBusy } = useReports();
  const isPractice = useMirror((mirror) => mirror.snapshot?.mode === 'practice');
  const bring = (how: Parameters<typeof bringReports>[0]) => () => void bringReports(how);
  return (
    <div className="reports-bar">
      <div className="reports-when">
        <Button
          label="‹"
          fullLabel={words.earlier}
          tone="small"
          testId="reports-earlier"
          onPress={() => {
            stepReports(-1);
          }}
        />
        <b data-testid="reports-when">{tab === 'day' ? day : month.slice(0, 7)}</b>
        <Button
          label="›"
          fullLabel={words.later}
          tone="small"
          testId="reports-later"
          onPress={() => {
            stepReports(1);
          }}
        />
      </div>
      <Button label={words.fetch} tone="small" testId="reports-fetch" isDisabled={isBusy} onPress={bring('fetch')} />
      <Button label={words.importFiles} tone="small" testId="reports-files" isDisabled={isBusy} onPress={bring('files')} />
      <Button label={words.importFolder} tone="small" testId="reports-folder" isDisabled={isBusy} onPress={bring('folder')} />
      <Button label={words.runAgain} tone="small" testId="reports-again" isDisabled={isBusy} onPress={() => void checkAgain()} />
      {isPractice ? (
        <div className="reports-bar reports-practice">
          <Button label={words.practice} tone="small" testId="reports-practice" isDisabled={isBusy} onPress={bring('practice')} />
          <Button
            label={words.practiceFaults}
            tone="small"
            testId="reports-practice-faults"
            isDisabled={isBusy}
            onPress={bring('practice-faults')}
          />
        </div>
      ) : null}
    </div>
  );
}

/** What the last fetch or import came to. */
function Took(): ReactNode {
  const words = useWords().reports;
  const { took } = useReports();
  if (took === null) return null;
  const { taken, known, refused, fault } = took;
  return (
    <p className="reports-took" role="status" data-testid="reports-took" data-fault={fault?.code}>
      {words.took(taken.length, known.length, refused.length)} {fault === null ? null : words.fault[fault.code]}{' '}
      {fault?.code === 'host-key' ? <code>{fault.detail}</code> : null}
    </p>
  );
}
