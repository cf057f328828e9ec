// @vitest-environment happy-dom
import { useState, type ReactNode } from 'react';
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keepFieldMemory } from '../../../renderer/state/field-memory.ts';

let stop = (): void => undefined;
beforeEach(() => {
  stop = keepFieldMemory(window);
});
afterEach(() => {
  cleanup();
  stop();
});

function Note({ start }: { readonly start: string }): ReactNode {
  const [text, setText] = useState(start);
  return (
    <input
      data-testid="note"
      value={text}
      onChange={(event) => {
        setText(event.target.value);
      }}
    />
  );
}

const strike = (key: string): void => {
  fireEvent.keyDown(document.activeElement ?? document.body, { key });
};

const openNote = (start: string): HTMLInputElement => {
  render(<Note start={start} />);
  const field = screen.getByTestId<HTMLInputElement>('note');
  field.focus();
  return field;
};

describe('a field that a slow scan typed into', () => {
  it('is put back with the selection that its first digit replaced, and its owner hears of it', () => {
    const field = openNote('ten pieces');
    field.setSelectionRange(0, 10);
    for (const typed of ['2', '28', '281']) {
      strike('F23');
      fireEvent.change(field, { target: { value: typed } });
    }
    for (let back = 0; back < 3; back += 1) strike('F24');
    expect([field.value, field.selectionStart, field.selectionEnd]).toEqual(['ten pieces', 0, 10]);
  });

  it('is left with what stands in it where an input method made a scan unreadable', () => {
    const field = openNote('ten pieces');
    strike('F22');
    expect([field.value, document.activeElement]).toEqual(['ten pieces', document.body]);
  });

  it('keeps what was typed before the scan', () => {
    const field = openNote('');
    for (const typed of ['a', 'a2', 'a28']) {
      strike('F23');
      fireEvent.change(field, { target: { value: typed } });
    }
    strike('F24');
    strike('F24');
    expect(field.value).toBe('a');
  });

  it('shows these keys to no other listener', () => {
    const heard: string[] = [];
    openNote('').addEventListener('keydown', (event) => {
      heard.push(event.key);
    });
    for (const key of ['F21', 'F23', 'F24', 'F22']) strike(key);
    expect(heard).toEqual(['F21']);
  });

  it('is left alone when nothing was remembered', () => {
    const field = openNote('kept');
    strike('F24');
    expect(field.value).toBe('kept');
  });
});
