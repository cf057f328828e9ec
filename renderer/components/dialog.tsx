import { useId, useLayoutEffect, useRef, type ReactNode } from 'react';

/** What a dialog needs; `onClose` is Esc as well. The child with `data-autofocus` gets the focus. */
export type DialogProps = {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
  readonly testId?: string;
  /** Hides the page behind it instead of dimming it. */
  readonly isCover?: boolean;
};

/** A modal dialog on the native element, which keeps the focus inside, hides the page from readers and gives the focus back. */
export function Dialog({ title, onClose, children, testId, isCover }: DialogProps): ReactNode {
  const element = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  // Before the element goes, so that closing it can give the focus back to where it was.
  useLayoutEffect(() => {
    const dialog = element.current;
    if (dialog === null) return undefined;
    dialog.showModal();
    const first = dialog.querySelector<HTMLElement>('[data-autofocus]');
    first?.focus();
    // A prefilled field is selected, so that typing replaces it.
    if (first instanceof HTMLInputElement) first.select();
    return () => {
      dialog.close();
    };
  }, []);
  return (
    <dialog
      ref={element}
      className={isCover === true ? 'dialog dialog-cover' : 'dialog'}
      aria-labelledby={titleId}
      data-testid={testId}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <h2 id={titleId}>{title}</h2>
      {children}
    </dialog>
  );
}
