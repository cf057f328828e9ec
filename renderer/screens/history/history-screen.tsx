import { useEffect, useRef, useState, type ReactNode } from 'react';
import type { PaymentView, Res } from '../../api/types.ts';
import { Button } from '../../components/button.tsx';
import { Field } from '../../components/field.tsx';
import { ask } from '../../state/acts.ts';
import { useNowMs } from '../../state/clock.ts';
import { useWords } from '../../state/language.ts';
import { goTo } from '../../state/view-store.ts';
import { HistoryTable } from './history-table.tsx';

/** Waits for a pause in the typing before main is asked. */
const PAUSE_MS = 120;

/** Search through all payments of this counter: by amount, time, order number or payment id, as main understands them. */
export function HistoryScreen(): ReactNode {
  const words = useWords();
  const nowMs = useNowMs();
  const [text, setText] = useState('');
  const found = useSearch(text);
  const field = useRef<HTMLDivElement>(null);
  useEffect(() => {
    field.current?.querySelector('input')?.focus();
  }, []);
  return (
    <section className="page" data-testid="history">
      <header className="page-title">
        <h1>{words.history.title}</h1>
        <Button
          label={words.act.back}
          shortcut="Esc"
          testId="act-back"
          onPress={() => {
            goTo({ kind: 'checkout' });
          }}
        />
      </header>
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
      {found.isAnswered && found.rows.length === 0 ? <p className="quiet">{words.history.empty}</p> : null}
      {found.rows.length > 0 ? <HistoryTable rows={found.rows} nowMs={nowMs} /> : null}
      {found.older === null ? null : <Button label={words.history.older} testId="history-older" onPress={found.older} />}
    </section>
  );
}

type Found = { readonly rows: readonly PaymentView[]; readonly older: (() => void) | null; readonly isAnswered: boolean };
type Answer = Res<'history.search'>;

function useSearch(text: string): Found {
  const [answer, setAnswer] = useState<Answer | null>(null);
  // Only the answer to the latest question counts: an earlier one may come later.
  const latest = useRef(0);
  const search = async (beforeSequence: number | null, kept: readonly PaymentView[]): Promise<void> => {
    const mine = ++latest.current;
    const found = await ask('history.search', { text: text.trim(), beforeSequence });
    if (found !== null && mine === latest.current) setAnswer({ ...found, rows: [...kept, ...found.rows] });
  };
  useEffect(() => {
    const timer = setTimeout(() => {
      void search(null, []);
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [text]);
  const before = answer?.nextBeforeSequence ?? null;
  return {
    rows: answer?.rows ?? [],
    isAnswered: answer !== null,
    older:
      before === null
        ? null
        : () => {
            void search(before, answer?.rows ?? []);
          },
  };
}
