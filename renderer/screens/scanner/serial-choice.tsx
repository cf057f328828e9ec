import { useId, type ReactNode } from 'react';
import type { ScannerSetup, ScannerView } from '../../api/types.ts';
import { fire } from '../../state/acts.ts';
import { useWords } from '../../state/language.ts';

const SPEEDS: readonly ScannerSetup['baudRate'][] = [9_600, 19_200, 38_400, 57_600, 115_200];

/** Which serial port, and how fast; the port of the settings stays in the list while it is unplugged. */
export function SerialChoice({
  view: { setup, ports },
  locked,
}: {
  readonly view: ScannerView;
  /** What an administrator's policy holds, by path of the settings. */
  readonly locked: readonly string[];
}): ReactNode {
  const { scanner } = useWords();
  const isThere = setup.port === null || ports.some(({ path }) => path === setup.port);
  return (
    <div className="scanner-serial">
      <Select
        label={scanner.port}
        isDisabled={locked.includes('scanner.port')}
        value={setup.port ?? ''}
        testId="scanner-port"
        options={[
          { value: '', label: scanner.portAny },
          ...ports.map(({ path, name }) => ({ value: path, label: name === path ? path : `${path} · ${name}` })),
          ...(isThere || setup.port === null ? [] : [{ value: setup.port, label: scanner.portMissing(setup.port) }]),
        ]}
        onChange={(port) => {
          fire('scanner.save', { ...setup, port: port === '' ? null : port });
        }}
      />
      <Select
        label={scanner.speed}
        isDisabled={locked.includes('scanner.baudRate')}
        value={String(setup.baudRate)}
        testId="scanner-speed"
        options={SPEEDS.map((speed) => ({ value: String(speed), label: scanner.speedOf(speed) }))}
        onChange={(chosen) => {
          const baudRate = SPEEDS.find((speed) => String(speed) === chosen);
          if (baudRate !== undefined) fire('scanner.save', { ...setup, baudRate });
        }}
      />
    </div>
  );
}

type SelectProps = {
  readonly label: string;
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly onChange: (value: string) => void;
  readonly testId: string;
  readonly isDisabled: boolean;
};

function Select({ label, value, options, onChange, testId, isDisabled }: SelectProps): ReactNode {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        value={value}
        disabled={isDisabled}
        data-testid={testId}
        onChange={(event) => {
          onChange(event.target.value);
        }}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  );
}
