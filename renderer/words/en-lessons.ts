import type { Lesson, LessonEnd, LessonStep } from '../api/types.ts';

/** A step of a lesson: what to do now, what the customer sees meanwhile, what to tell them. */
type StepWords = { readonly now: string; readonly sees: string; readonly say: string };

/** The guided lessons of practice mode. */
export const lessons = {
  title: 'Lessons',
  lead: 'Five short lessons at the real checkout, with practice money. A step is done when it really happened: Paydesk looks at the payment, not at a button.',
  live: 'Lessons are in practice mode, where no real money moves. This counter takes real money now.',
  liveHow: 'The guided set-up leads to practice and back. On another PC, start Paydesk with --practice.',
  liveOpen: 'Open the guided set-up',
  progress: (name: string) => `Finished by ${name}`,
  progressHere: 'Finished on this PC',
  begin: 'Begin',
  repeat: 'Do it again',
  none: 'Not yet',
  times: (times: number, day: string) => (times === 1 ? `Once, on ${day}` : `${String(times)} times, last on ${day}`),
  step: (step: number, steps: number) => `Step ${String(step)} of ${String(steps)}`,
  doNow: 'Do now',
  sees: 'The customer sees',
  finished: 'Lesson finished',
  again: 'Once more from the beginning',
  more: 'All lessons',
  leave: 'Leave the lesson',
  leaveHint: 'Leaving changes no payment.',
  newRoll: 'Put a new roll in',
  names: {
    pay: 'Take a payment',
    cancel: 'Cancel on the same day',
    refund: 'Give a part back',
    doubt: 'Not known yet',
    paper: 'The printer is out of paper',
  } satisfies Readonly<Record<Lesson, string>>,
  about: {
    pay: 'Amount, scan, the customer confirms, the slip comes out.',
    cancel: 'The customer changes their mind after paying: everything goes back.',
    refund: 'One item comes back: only its price goes back.',
    doubt: 'No answer comes. What you say, and what you never do.',
    paper: 'The payment is fine, the slip is not: what to do without charging twice.',
  } satisfies Readonly<Record<Lesson, string>>,
  steps: {
    'pay-charge': {
      now: 'Type 500 and press Enter. Then scan the code on the practice phone; F8 shows the phone.',
      sees: 'The amount, and that their code is wanted.',
      say: 'May I scan your code, please?',
    },
    'pay-confirm': {
      now: 'Wait. Scan nothing and press nothing: the customer is confirming on the phone.',
      sees: 'Their wallet asks whether to pay.',
      say: 'Please confirm the payment on your phone.',
    },
    'pay-slip': {
      now: 'It is paid. Look at the line about the receipt until it says that it was printed.',
      sees: 'Their wallet shows the payment.',
      say: 'Thank you. Your receipt comes in a moment.',
    },
    'pay-again': {
      now: 'That payment was not paid. Nothing was taken. Type 500, press Enter and scan a fresh code.',
      sees: 'Their wallet says that nothing was paid.',
      say: 'That did not go through and nothing was taken. May I scan a new code?',
    },
    'cancel-charge': {
      now: 'Take a payment first: type 800, press Enter, scan the code on the practice phone (F8).',
      sees: 'The amount, then that they have paid.',
      say: 'Thank you, the payment went through.',
    },
    'cancel-ask': {
      now: 'The customer no longer wants it. Press F4 with the payment on the screen and confirm. Do not refund: on the same day a cancel gives everything back.',
      sees: 'Still the payment, until it is cancelled.',
      say: 'I am cancelling the payment, one moment.',
    },
    'cancel-wait': {
      now: 'The cancel is on its way. Wait until the screen says Cancelled before you sell anything else to this customer.',
      sees: 'Nothing new yet.',
      say: 'One moment, it is nearly done. Please do not pay again yet.',
    },
    'cancel-again': {
      now: 'You refunded. That works too, but this lesson is about the cancel: type 800, press Enter, scan, and then press F4.',
      sees: 'A refund in their wallet.',
      say: 'The money is on its way back to your wallet.',
    },
    'refund-charge': {
      now: 'Take a payment first: type 1000, press Enter, scan the code on the practice phone (F8).',
      sees: 'The amount, then that they have paid.',
      say: 'Thank you, the payment went through.',
    },
    'refund-give': {
      now: 'One item comes back. Press F3, type its price over the amount, less than the whole, give a reason and press Enter.',
      sees: 'Still the whole payment.',
      say: 'The price of this one goes back to the wallet you paid with.',
    },
    'refund-again': {
      now: 'Everything went back, and only a part should have. Type 1000, press Enter, scan, then F3 and a smaller amount.',
      sees: 'The whole amount back in their wallet.',
      say: 'The money is on its way back to your wallet.',
    },
    'doubt-charge': {
      now: 'Type 1200, press Enter and scan the code on the practice phone (F8). This time no clear answer will come.',
      sees: 'The amount, and that their code is wanted.',
      say: 'May I scan your code, please?',
    },
    'doubt-hold': {
      now: 'Nobody knows yet whether it was paid. Do not charge again and take no cash for it. Press F12 to serve the next customer: Paydesk keeps asking.',
      sees: 'Perhaps a payment, perhaps nothing.',
      say: 'One moment, I am checking with your wallet. Please do not pay again.',
    },
    'doubt-next': {
      now: 'The payment waits at the side and Paydesk asks by itself. You could serve others now. Keep the goods until it says Paid.',
      sees: 'Perhaps a payment, perhaps nothing.',
      say: 'I am still checking. You will not be charged twice.',
    },
    'doubt-again': {
      now: 'The same amount was charged again, or the payment was cancelled, while nobody knew its end. A real customer could have paid twice. Type 1200, press Enter, scan, and then wait.',
      sees: 'Perhaps two payments.',
      say: 'I am checking what was paid. Whatever was too much comes back.',
    },
    'paper-charge': {
      now: 'The practice printer has no paper now; if you print on your own, take its roll out. Type 700, press Enter and scan the code on the practice phone (F8).',
      sees: 'The amount, then that they have paid.',
      say: 'May I scan your code, please?',
    },
    'paper-look': {
      now: 'It is paid: that is certain without any paper. Read what the screen says about the receipt.',
      sees: 'Their wallet shows the payment.',
      say: 'Thank you, the payment went through.',
    },
    'paper-roll': {
      now: 'The slip waits. Do not charge again. Press Ctrl P to put a new roll into the practice printer, or put the roll back into your own.',
      sees: 'Their wallet shows the payment.',
      say: 'You have paid. Your receipt comes as soon as there is paper.',
    },
    'paper-again': {
      now: 'The slip had paper, or the same amount was charged again for want of a slip. See that the printer is out of paper, type 700, press Enter and scan.',
      sees: 'Their wallet shows what was paid.',
      say: 'You have paid. Your receipt comes as soon as there is paper.',
    },
  } satisfies Readonly<Record<LessonStep, StepWords>>,
  ends: {
    'pay-done':
      'Paid means that Alipay+ has confirmed it, and printed means that the printer said so. Nothing else is needed before the goods are handed over.',
    'cancel-done':
      'A cancel gives everything back and works until a quarter past midnight, Singapore time. After that a refund (F3) does it.',
    'refund-done':
      'A refund gives back what you say, several times if needed, never more than was paid, for 365 days. Later you find the payment by its receipt or with F2.',
    'doubt-done': 'The end was found out by itself, and the customer paid once. Not known yet is never a reason to charge again.',
    'paper-done':
      'The slip came by itself once there was paper. A payment never depends on paper, so a missing slip is never a reason to charge again.',
  } satisfies Readonly<Record<LessonEnd, string>>,
} as const;
