import type { ReactNode } from 'react';
import type { ScannerView } from '../../api/types.ts';
import { CopyText } from '../../components/copy-text.tsx';
import { useWords } from '../../state/language.ts';
import { scannerFaultOf, udevRuleOf } from '../wording/scanner.ts';

/** Why the scanner is not on its wire and what to do; on Linux the very rule to add, because people type such lines wrongly. */
export function ScannerFaultText({ view }: { readonly view: ScannerView }): ReactNode {
  const words = useWords();
  if (view.fault === null) return null;
  const rule = view.fault === 'access-denied' && view.platform === 'linux' ? udevRuleOf(view) : null;
  return (
    <div data-testid="scanner-fault" data-fault={view.fault}>
      <p className="warning">{scannerFaultOf(words, view.fault, view.platform)}</p>
      {rule === null ? null : (
        <CopyText
          label={words.scanner.rule}
          text={rule}
          words={{ ...words.act, failed: words.setup.copyFailed }}
          testId="scanner-rule"
        />
      )}
    </div>
  );
}
