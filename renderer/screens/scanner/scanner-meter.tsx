import type { ReactNode } from 'react';
import type { ScannerView } from '../../api/types.ts';
import { Facts } from '../../components/facts.tsx';
import { useWords } from '../../state/language.ts';
import { msText } from '../wording/scanner.ts';

/** How fast the scanner types, and what was refused or taken back since the start. */
export function ScannerMeter({ meter }: { readonly meter: ScannerView['meter'] }): ReactNode {
  const words = useWords();
  const { scanner } = words;
  return (
    <div data-testid="scanner-meter">
      <h3>{scanner.meter}</h3>
      <Facts
        facts={[
          { name: scanner.msPerKey, value: msText(words, meter.msPerKey) },
          { name: scanner.read, value: String(meter.read) },
          { name: scanner.dropped, value: String(meter.dropped) },
          { name: scanner.corrected, value: String(meter.corrected) },
        ]}
      />
    </div>
  );
}
