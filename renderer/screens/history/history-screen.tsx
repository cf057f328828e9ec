import { useEffect, useRef, useState, type ReactNode } from 'react';
import { Button } from '../../components/button.tsx';
import { Field } from '../../components/field.tsx';
import { useNowMs } from '../../state/clock.ts';
import { useWords } from '../../state/language.ts';
import { goTo } from '../../state/view-store.ts';
import type { Zone } from '../wording/time.ts';
import { PageTitle } from '../frame/page-title.tsx';
import { HistoryTable } from './history-table.tsx';
import { useSearch } from './use-search.ts';

/** Search through all payments of this counter, however many years: by amount, time, order number, cashier, wallet and more. */
export function HistoryScreen(): ReactNode {
  const words = useWords();
  const nowMs = useNowMs();
  const [text, setText] = useState('');
  const [zone, setZone] = useState<Zone>('shop');
  const found = useSearch(text, zone);
  const field = useRef<HTMLDivElement>(null);
  useEffect(() => {
    field.current?.querySelector('input')?.focus();
  }, []);
  return (
    <section className="page" data-testid="history">
      <PageTitle title={words.history.title}>
        <Button
          label={words.history.zone[zone]}
          tone="small"
          testId="history-zone"
          onPress={() => {
            setZone(zone === 'shop' ? 'utc8' : 'shop');
          }}
        />
        <Button
          label={words.reports.title}
          tone="small"
          testId="open-reports"
          onPress={() => {
            goTo({ kind: 'reports' });
          }}
        />
        <OpenDisputes />
      </PageTitle>
      <div ref={field}>
        <Field
          label={words.history.label}
          hint={words.history.hint}
          kind="search"
          value={text}
          onChange={setText}
          testId="history-text"
        />
      </div>
      {found.isDone && found.rows.length === 0 ? <p className="quiet">{words.history.empty}</p> : null}
      {found.rows.length > 0 ? <HistoryTable rows={found.rows} nowMs={nowMs} zone={zone} onEnd={() => found.older?.()} /> : null}
      {found.isLooking ? <p className="quiet">{words.history.looking}</p> : null}
      {found.older === null ? null : <Older key={found.rows.length} onSeen={found.older} />}
    </section>
  );
}

/** The end of the list so far: whoever comes near it, by any key or wheel, gets the next page. */
function Older({ onSeen }: { readonly onSeen: () => void }): ReactNode {
  const words = useWords();
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (place.current === null || !('IntersectionObserver' in window)) return undefined;
    const observer = new IntersectionObserver((seen) => {
      if (seen.some(({ isIntersecting }) => isIntersecting)) onSeen();
    });
    observer.observe(place.current);
    return () => {
      observer.disconnect();
    };
    // Made anew for each page by its key, so the first function is the right one.
  }, []);
  return (
    <div ref={place}>
      <Button label={words.history.older} testId="history-older" onPress={onSeen} />
    </div>
  );
}

function OpenDisputes(): ReactNode {
  const words = useWords();
  return (
    <Button
      label={words.disputes.title}
      tone="small"
      testId="open-disputes"
      onPress={() => {
        goTo({ kind: 'disputes' });
      }}
    />
  );
}
