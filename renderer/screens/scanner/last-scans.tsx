import type { ReactNode } from 'react';
import type { ScannerView } from '../../api/types.ts';
import { useWords } from '../../state/language.ts';
import { msText, resultOf } from '../wording/scanner.ts';
import { dayTime } from '../wording/time.ts';

type LastScansProps = { readonly last: ScannerView['meter']['last']; readonly nowMs: number };

/** The last ten scans, newest first, with their codes masked by main. */
export function LastScans({ last, nowMs }: LastScansProps): ReactNode {
  const words = useWords();
  const { columns, wires, ...scanner } = words.scanner;
  return (
    <div className="last-scans">
      <h3>{scanner.last}</h3>
      {last.length === 0 ? (
        <p className="quiet">{scanner.lastNone}</p>
      ) : (
        <table className="history">
          <thead>
            <tr>
              {[columns.time, columns.code, columns.length, columns.speed, columns.wire, columns.result].map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {last.map((scan, at) => (
              <tr key={`${String(scan.atMs)}-${String(at)}`} data-testid="scanner-scan" data-refused={scan.refused ?? undefined}>
                <td>{dayTime(scan.atMs, nowMs)}</td>
                <td className="mono">{scan.mask}</td>
                <td>{scan.length === 0 ? '' : String(scan.length)}</td>
                <td>{scan.msPerKey === null ? '' : msText(words, scan.msPerKey)}</td>
                <td>{wires[scan.wire]}</td>
                <td>{resultOf(words, scan)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
}
