import type { Notice } from '../../api/types.ts';
import { useMirror } from '../../state/snapshot-store.ts';
import { useView } from '../../state/view-store.ts';

/** Main's notice as long as the cashier has not closed it. */
export function useOpenNotice(): Notice | null {
  const notice = useMirror((mirror) => mirror.snapshot?.notice ?? null);
  const closedId = useView((view) => view.closedNoticeId);
  return notice?.id === closedId ? null : notice;
}
