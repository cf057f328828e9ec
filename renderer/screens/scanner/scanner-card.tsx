import type { ReactNode } from 'react';
import type { ScannerSetup, ScannerView } from '../../api/types.ts';
import { Button } from '../../components/button.tsx';
import { Choice } from '../../components/choice.tsx';
import { Facts } from '../../components/facts.tsx';
import { fire } from '../../state/acts.ts';
import { useWords } from '../../state/language.ts';
import { useScanner } from '../../state/scanner.ts';
import { openDialog } from '../../state/view-store.ts';
import { Locked } from '../setup/locked.tsx';
import { framingFacts } from '../wording/scanner.ts';
import { ScannerFaultText } from './scanner-fault.tsx';
import { LastScans } from './last-scans.tsx';
import { ScannerMeter } from './scanner-meter.tsx';
import { SerialChoice } from './serial-choice.tsx';

const WIRES = ['wedge', 'hid', 'serial', 'usb'] as const;

/** The scanner: how it is connected, what it puts around a code, and how well it does. Everything takes effect at once. */
export function ScannerCard({ nowMs, locked }: { readonly nowMs: number; readonly locked: readonly string[] }): ReactNode {
  const { scanner } = useWords();
  const view = useScanner();
  return (
    <section className="card card-wide" data-testid="setup-scanner" data-state={view?.state}>
      <h2>{scanner.title}</h2>
      {view === null ? (
        <p className="quiet">{scanner.loading}</p>
      ) : (
        <>
          <Wire view={view} locked={locked} />
          <div className="scanner">
            <Around setup={view.setup} locked={locked} />
            <ScannerMeter meter={view.meter} />
          </div>
          <LastScans last={view.meter.last} nowMs={nowMs} />
        </>
      )}
    </section>
  );
}

type Held = { readonly locked: readonly string[] };

/** What an administrator's policy can hold of what stands around a code. */
export const AROUND = ['scanner.prefix', 'scanner.suffix', 'scanner.hasAim'] as const;

function Wire({ view, locked }: Held & { readonly view: ScannerView }): ReactNode {
  const { scanner } = useWords();
  const { setup, state, device } = view;
  const told = state === 'open' ? scanner.states.open(device?.name ?? '') : scanner.states[state];
  return (
    <>
      <Choice
        label={scanner.wire}
        isDisabled={locked.includes('scanner.wire')}
        value={setup.wire}
        options={WIRES.map((id) => ({ id, label: scanner.wires[id] }))}
        onChange={(wire) => {
          fire('scanner.save', { ...setup, wire });
        }}
      />
      <Locked isLocked={locked.includes('scanner.wire')} testId="scanner-wire-locked" />
      <p className="quiet">{scanner.wireHint[setup.wire]}</p>
      {setup.wire === 'serial' ? <SerialChoice view={view} locked={locked} /> : null}
      <Facts facts={[{ name: scanner.state, value: told }]} />
      <ScannerFaultText view={view} />
    </>
  );
}

function Around({ setup, locked }: Held & { readonly setup: ScannerSetup }): ReactNode {
  const words = useWords();
  const { scanner } = words;
  const isLocked = AROUND.some((path) => locked.includes(path));
  return (
    <div>
      <h3>{scanner.around}</h3>
      <Facts facts={framingFacts(words, setup)} />
      {setup.suffix === 'none' ? <p className="quiet">{scanner.noneHint}</p> : null}
      <div className="card-acts">
        {setup.wire === 'wedge' ? (
          <Button
            label={scanner.guided}
            tone="primary"
            testId="scanner-guided"
            isDisabled={isLocked}
            onPress={() => {
              openDialog({ kind: 'learn-scanner' });
            }}
          />
        ) : null}
        <Button
          label={scanner.byHand}
          testId="scanner-by-hand"
          isDisabled={isLocked}
          onPress={() => {
            openDialog({ kind: 'scanner-by-hand', setup });
          }}
        />
        <Button
          label={scanner.sheet}
          testId="scanner-sheet"
          onPress={() => {
            fire('scanner.sheet', {});
          }}
        />
      </div>
      <Locked isLocked={isLocked} testId="scanner-around-locked" />
    </div>
  );
}
