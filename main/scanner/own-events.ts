/** Knows the events that Paydesk itself types into a page, so that they are not captured again. */
export type OwnEvents = {
  /** Runs `type`, which sends `events` key events (down and up; characters raise none) into the page. */
  readonly typing: (events: number, type: () => void) => void;
  /** True, once for each event, when this is one of ours. */
  readonly isOurs: () => boolean;
};

/** An event of ours that has not come back by then never will. */
const OVERDUE_MS = 50;

/**
 * Electron raises `before-input-event` for a typed event before `sendInputEvent` returns, so normally the count is
 * back at nought at once; an event that comes later is still counted off, and one that never comes is forgotten.
 */
export function createOwnEvents(now: () => number): OwnEvents {
  let expected = 0;
  let untilMs = 0;
  return {
    typing: (events, type) => {
      expected = (now() < untilMs ? expected : 0) + events;
      untilMs = Infinity;
      try {
        type();
      } finally {
        untilMs = now() + OVERDUE_MS;
      }
    },
    isOurs: () => {
      if (expected === 0 || now() >= untilMs) return false;
      expected -= 1;
      return true;
    },
  };
}
