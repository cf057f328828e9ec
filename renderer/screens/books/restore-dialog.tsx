import { useState, type ReactNode } from 'react';
import type { BooksPage, Looked } from '../../api/types.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Facts } from '../../components/facts.tsx';
import { PickList } from '../../components/pick-list.tsx';
import { ask } from '../../state/acts.ts';
import { useWords } from '../../state/language.ts';
import { useMirror } from '../../state/snapshot-store.ts';
import { closeDialog, closeRefusal } from '../../state/view-store.ts';
import { Refused } from '../frame/refused.tsx';
import { dayTime } from '../wording/time.ts';
import { ConfirmForm } from './confirm-form.tsx';
import { sayMegabytes } from './megabytes.ts';

/** Restores a copy: which one, what it holds and what becomes of the rows since, then a second look. */
export function RestoreDialog({ copies }: { readonly copies: BooksPage['copies'] }): ReactNode {
  const { restore } = useWords().books;
  const [looked, setLooked] = useState<Looked | null>(null);
  if (looked === null)
    return (
      <Dialog key="which" title={restore.title} onClose={closeDialog} testId="restore-dialog">
        <Which copies={copies} onLooked={setLooked} />
      </Dialog>
    );
  return (
    <Dialog key="code" title={restore.title} onClose={closeDialog} testId="restore-confirm">
      <Holds looked={looked} />
      <ConfirmForm channel="books.restore" code={looked.code} yes={restore.yes} />
    </Dialog>
  );
}

const OTHER = 'other';

type WhichProps = { readonly copies: BooksPage['copies']; readonly onLooked: (looked: Looked) => void };

function Which({ copies, onLooked }: WhichProps): ReactNode {
  const { restore, confirm } = useWords().books;
  const [pick, setPick] = useState(copies[0]?.name ?? OTHER);
  const [isLooking, setLooking] = useState(false);
  const look = async (): Promise<void> => {
    setLooking(true);
    closeRefusal();
    const looked = await ask('books.look', { name: pick === OTHER ? null : pick });
    if (looked === null) setLooking(false);
    else onLooked(looked);
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (!isLooking) void look();
      }}
    >
      <div className="books-copies">
        <PickList
          label={restore.which}
          value={pick}
          onChange={setPick}
          picks={[
            ...copies.map(({ name, day, bytes }) => ({ id: name, label: day, note: restore.size(sayMegabytes(bytes)) })),
            { id: OTHER, label: restore.other, note: restore.otherHint },
          ]}
        />
      </div>
      <p className="books-done" role="status">
        {isLooking ? restore.looking : null}
      </p>
      <Refused />
      <div className="dialog-acts">
        <Button label={confirm.keep} onPress={closeDialog} testId="books-keep" />
        <Button label={restore.look} tone="primary" submits isDisabled={isLooking} isFirst testId="restore-look" />
      </div>
    </form>
  );
}

function Holds({ looked }: { readonly looked: Looked }): ReactNode {
  const { restore } = useWords().books;
  const nowMs = useMirror((mirror) => mirror.snapshot?.nowMs ?? 0);
  const { name, newestAtMs, rows, lastReceiptNumber, open, carried, left } = looked;
  return (
    <>
      <Facts
        facts={[
          { name: restore.file, value: name, isMono: true },
          { name: restore.newest, value: newestAtMs === null ? restore.empty : dayTime(newestAtMs, nowMs) },
          { name: restore.rows, value: String(rows) },
          { name: restore.receipt, value: String(lastReceiptNumber) },
          { name: restore.openInIt, value: String(open) },
          { name: restore.since, value: carried === 0 ? restore.nothingSince : restore.carried(carried) },
        ]}
      />
      {left === 0 ? null : <p className="warning">{restore.left(left)}</p>}
      <p>{restore.aside}</p>
    </>
  );
}
