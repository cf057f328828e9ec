import { useId, type ReactNode } from 'react';

/** `value` in percent; `said` is how the language writes it. */
export type SliderProps = {
  readonly label: string;
  readonly value: number;
  readonly said: string;
  readonly onChange: (value: number) => void;
  readonly testId: string;
};

/** A share between nothing and all, in steps of ten. */
export function Slider({ label, value, said, onChange, testId }: SliderProps): ReactNode {
  const id = useId();
  return (
    <div className="volume">
      <label htmlFor={id}>
        {label} <output>{said}</output>
      </label>
      <input
        id={id}
        type="range"
        min={0}
        max={100}
        step={10}
        value={value}
        aria-valuetext={said}
        data-testid={testId}
        onChange={(event) => {
          onChange(Number(event.target.value));
        }}
      />
    </div>
  );
}
