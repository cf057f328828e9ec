import { useRef, useState, type ReactNode } from 'react';
import { Button } from './button.tsx';

/** A long text that people carry elsewhere, with a button that copies it. */
export type CopyTextProps = {
  readonly label: string;
  readonly text: string;
  readonly words: { readonly copy: string; readonly copied: string; readonly failed: string };
  readonly testId: string;
};

/** Shows the text read-only; where the clipboard is not allowed the text is selected, so that Ctrl+C copies it. */
export function CopyText({ label, text, words, testId }: CopyTextProps): ReactNode {
  const area = useRef<HTMLTextAreaElement>(null);
  const [state, setState] = useState<'copy' | 'copied' | 'failed'>('copy');
  const copy = async (): Promise<void> => {
    area.current?.select();
    try {
      await navigator.clipboard.writeText(text);
      setState('copied');
    } catch {
      setState('failed');
    }
  };
  return (
    <div className="copy-text">
      <textarea
        ref={area}
        readOnly
        rows={6}
        value={text}
        aria-label={label}
        translate="no"
        data-testid={testId}
        spellCheck={false}
      />
      <Button
        label={words[state]}
        tone="small"
        testId={`${testId}-copy`}
        onPress={() => {
          void copy();
        }}
      />
    </div>
  );
}
