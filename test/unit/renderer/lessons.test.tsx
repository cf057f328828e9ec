// @vitest-environment happy-dom
import { act, fireEvent, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { LESSON_PLACES } from '../../../core/practice/lessons.ts';
import { en } from '../../../renderer/words/en.ts';
import { closePage, openPage, strike } from '../../builders/page.tsx';
import { aPayment, aSale, aSnapshot, paymentStage } from '../../builders/snapshot.ts';
import { openScene } from '../../builders/scene-page.tsx';
import { aLesson, LESSON_SCENES } from '../../scenes/lesson-scenes.ts';

afterEach(closePage);

const open = async (name: string): Promise<void> => {
  const found = LESSON_SCENES.find((scene) => scene.name === name);
  if (found === undefined) throw new Error(`there is no scene ${name}`);
  await openScene(found);
};
const practising = (...[lesson]: Parameters<typeof aLesson>) => ({ walletUrl: 'http://127.0.0.1:9/', lesson: aLesson(lesson) });
const pressed = async (testId: string): Promise<void> => {
  await act(async () => {
    fireEvent.click(screen.getByTestId(testId));
    await Promise.resolve();
  });
};

describe('the page of the lessons', () => {
  it('stands on the first lesson that is not finished, so that Enter begins it, and says how far somebody is', async () => {
    await open('lessons');
    expect(document.activeElement?.getAttribute('data-testid')).toBe('lesson-begin-refund');
    expect(screen.getByTestId('lesson-row-pay').textContent).toContain('2 times');
    expect(screen.getByTestId('lessons').textContent).toContain(en.lessons.progress('Mei Tan'));
  });

  it('begins a lesson and goes to the checkout; one that is refused stays here and is told', async () => {
    const view = { isPractice: true, person: null, lessons: [{ lesson: 'pay', times: 0, lastAtMs: null }] };
    let answer: object = { ok: false, code: 'not-now', traceId: 'trace-1' };
    const page = await openPage(aSnapshot(), {
      'lessons.view': { ok: true, value: view },
      'lessons.begin': () => answer,
    });
    await strike('o', true);
    await pressed('lesson-begin-pay');
    expect(screen.getByTestId('lessons')).toBeDefined();
    expect(screen.getByTestId('refusal')).toBeDefined();
    answer = { ok: true, value: {} };
    await pressed('lesson-begin-pay');
    expect(page.callsOf('lessons.begin')).toEqual([{ lesson: 'pay' }, { lesson: 'pay' }]);
    expect(screen.getByTestId('stage')).toBeDefined();
  });

  it('says in live mode where practice is, and offers no lesson', async () => {
    await open('lessons-live');
    expect(screen.getByTestId('lessons').textContent).toContain(en.lessons.live);
    expect(document.querySelector('[data-testid^=lesson-begin]')).toBeNull();
    expect(screen.queryByTestId('open-lessons')).toBeNull();
  });

  it('is reached from the bar of practice, from the help and by name', async () => {
    await openPage();
    await pressed('open-lessons');
    expect(screen.getByTestId('lessons')).toBeDefined();
    await strike('Escape');
    await strike('F1');
    await pressed('help-lessons');
    expect(screen.getByTestId('lessons')).toBeDefined();
    await strike('k', true);
    await pressed('palette-lessons');
    expect(screen.getByTestId('lessons')).toBeDefined();
  });
});

describe('a lesson beside the checkout', () => {
  it('says at every place what to do, what the customer sees and what to say, or what was learnt', async () => {
    const page = await openPage();
    for (const [index, place] of LESSON_PLACES.entries()) {
      page.push(aSnapshot({ revision: index + 2, practice: practising({ lesson: 'pay', place }) }));
      const text = screen.getByTestId('lesson').textContent;
      if (place.endsWith('-done')) {
        expect(text).toContain(en.lessons.ends[place as keyof typeof en.lessons.ends]);
      } else {
        const { now, sees, say } = en.lessons.steps[place as keyof typeof en.lessons.steps];
        for (const part of [now, sees, say]) expect(text).toContain(part);
      }
    }
  });

  it('is left with Esc, which touches no payment, and Esc closes a typed code first', async () => {
    const practice = practising({ lesson: 'cancel', place: 'cancel-ask' });
    const page = await openPage(aSnapshot({ practice, stage: { kind: 'code', sale: aSale(), mask: '', digits: 0 } }));
    await strike('Escape');
    expect(page.callsOf('code.close')).toEqual([{}]);
    expect(page.callsOf('lessons.leave')).toEqual([]);
    page.push(aSnapshot({ revision: 2, practice, stage: paymentStage(aPayment()) }));
    await strike('Escape');
    expect(page.callsOf('lessons.leave')).toEqual([{}]);
    for (const untouched of ['sale.key', 'payment.cancel', 'payment.next']) expect(page.callsOf(untouched)).toEqual([]);
  });

  it('puts a new roll in with Ctrl P where it is asked for, and nowhere else', async () => {
    const page = await openPage(aSnapshot({ practice: practising({ lesson: 'paper', place: 'paper-look' }) }));
    expect(await strike('p', true)).toBe(true);
    expect(page.callsOf('lessons.new-roll')).toEqual([]);
    page.push(aSnapshot({ revision: 2, practice: practising({ lesson: 'paper', place: 'paper-roll', isRollWanted: true }) }));
    await strike('p', true);
    await pressed('lesson-new-roll');
    expect(page.callsOf('lessons.new-roll')).toEqual([{}, {}]);
  });

  it('leaves what is not settled in sight, and gives its room back when it is left', async () => {
    await open('lesson-doubt-aside');
    expect(screen.getByTestId('tray-row')).toBeDefined();
    expect(screen.queryByTestId('today-taken')).toBeNull();
    closePage();
    await openPage();
    expect(screen.queryByTestId('lesson')).toBeNull();
    expect(screen.getByTestId('today-taken')).toBeDefined();
  });
});
