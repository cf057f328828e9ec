import type { ReactNode } from 'react';
import type { TimelineRow } from '../../api/types.ts';
import { useWords } from '../../state/language.ts';
import { exactTime } from '../wording/time.ts';
import { timelineText } from '../wording/timeline.ts';

/** Every event of the payment with its time, oldest first, as the ledger keeps them. */
export function Timeline({ rows }: { readonly rows: readonly TimelineRow[] }): ReactNode {
  const words = useWords();
  return (
    <div>
      <h2>{words.page.timeline}</h2>
      <ol className="timeline">
        {rows.map((row) => (
          <li key={row.sequence} data-testid="timeline-row" data-what={row.what}>
            <time>{exactTime(row.atMs)}</time>
            <div>
              <span>{timelineText(words, row.what)}</span>
              <small>{[row.detail, row.actor].filter((part) => part !== null).join(' · ')}</small>
            </div>
          </li>
        ))}
      </ol>
    </div>
  );
}
