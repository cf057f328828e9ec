import type { ReactNode } from 'react';
import { Button } from './button.tsx';

/** Three parts of a message and the way to close it. */
export type MessageProps = {
  readonly happened: string;
  readonly money: string;
  readonly now: string;
  readonly small?: string | undefined;
  readonly closeLabel: string;
  readonly onClose: () => void;
  readonly testId: string;
};

/** A message over the lower edge of a screen; it stays until it is closed or replaced. */
export function Message({ happened, money, now, small, closeLabel, onClose, testId }: MessageProps): ReactNode {
  return (
    <div className="message" data-testid={testId}>
      <div>
        <strong>{happened}</strong>
        <p>
          {money} {now}
          {small === undefined ? null : <code>{small}</code>}
        </p>
      </div>
      <Button label={closeLabel} shortcut="Esc" tone="small" onPress={onClose} testId={`${testId}-close`} />
    </div>
  );
}
