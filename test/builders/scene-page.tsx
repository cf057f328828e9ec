import { act, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { CustomerPage } from '../../renderer/screens/customer/customer-page.tsx';
import { useCustomer } from '../../renderer/state/customer-store.ts';
import type { Scene, Stroke } from '../scenes/scene.ts';
import { ANSWERS } from '../scenes/answers.ts';
import { openPage, strike } from './page.tsx';

/** Shows a scene in the page under test. */
export async function openScene(scene: Scene): Promise<void> {
  const { snapshot, answers, refused, strokes, customer } = scene;
  if (customer !== null) {
    useCustomer.setState({ picture: { ...customer, language: snapshot.display.language } });
    render(<CustomerPage />);
    return;
  }
  const good = Object.entries({ ...ANSWERS, ...answers }).map(([channel, value]) => [channel, { ok: true, value }]);
  const bad = Object.entries(refused).map(([channel, code]) => [channel, { ok: false, code, traceId: 'trace-1' }]);
  await openPage(snapshot, Object.fromEntries([...good, ...bad]) as Record<string, unknown>);
  await settle();
  // The language's table is a file of its own.
  await waitFor(() => {
    if (document.body.dataset['ready'] !== 'true') throw new Error('the first picture is not there yet');
  });
  for (const stroke of strokes) {
    await carryOut(stroke);
    await settle();
    // What came with the first answers asks for more once it is on the screen.
    await settle();
  }
}

async function carryOut(stroke: Stroke): Promise<void> {
  if ('key' in stroke) {
    await strike(
      stroke.key.replace('Ctrl ', '').replace(/^[A-Z]$/, (letter) => letter.toLowerCase()),
      stroke.key.startsWith('Ctrl '),
    );
  } else if ('press' in stroke) {
    fireEvent.click(found(stroke.press, stroke.at ?? 0));
  } else {
    fireEvent.change(found(stroke.into, 0), { target: { value: stroke.type } });
  }
}

function found(testId: string, at: number): HTMLElement {
  const element = screen.getAllByTestId(testId)[at];
  if (element === undefined) throw new Error(`there is no ${testId} number ${String(at)}`);
  return element;
}

/** Lets answers arrive, and what they ask in turn; the page has no timers to wait for. */
const settle = (): Promise<void> =>
  act(async () => {
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
  });
