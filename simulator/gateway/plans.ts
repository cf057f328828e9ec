import { bareAnswer, type WireBody, type Answered } from './answers.ts';
import { savePayment } from './books.ts';
import type { AnswerPlan, PayAnswer } from './scenario.ts';
import type { GatewayState, Payment } from './state.ts';

/** The work of an API: what changes, and what it would truthfully answer. */
export type Work = { readonly state: GatewayState; readonly body: WireBody };

/** True while a plan that changes after `times` answers still holds; null times means always. */
export const planIsActive = (times: number | null, answersSoFar: number): boolean => times === null || answersSoFar < times;

/** A plan as it holds for one answer: of a recorded list what stands at its place, and the truth behind its end. */
export function planFor(plan: PayAnswer, answersSoFar: number): Exclude<PayAnswer, { kind: 'recorded' }>;
export function planFor(plan: AnswerPlan, answersSoFar: number): Exclude<AnswerPlan, { kind: 'recorded' }>;
export function planFor(plan: AnswerPlan | PayAnswer, answersSoFar: number) {
  if (plan.kind !== 'recorded') return plan;
  const answer = plan.answers[answersSoFar] ?? 'truth';
  if (answer === 'truth') return { kind: answer };
  if (answer === 'silence' || answer === 'bad-signature') return { kind: answer, times: null };
  return { kind: 'code', code: answer, times: null };
}

/**
 * Answers one call about a payment by its scenario. UNKNOWN_EXCEPTION and silence do the work and hide it;
 * every other code in the answer's place leaves the work undone.
 */
export function answerByPlan(
  state: GatewayState,
  payment: Payment,
  which: 'inquiry' | 'cancel' | 'refund',
  work: (state: GatewayState, payment: Payment) => Work,
): Answered {
  const plan = planFor(payment.scenario[which], payment.answers[which]);
  const counted: Payment = { ...payment, answers: { ...payment.answers, [which]: payment.answers[which] + 1 } };
  const before = savePayment(state, counted);
  const bent = (plan.kind === 'code' || plan.kind === 'silence') && planIsActive(plan.times, payment.answers[which]);
  if (bent && plan.kind === 'code' && plan.code !== 'UNKNOWN_EXCEPTION') {
    return { state: before, body: bareAnswer(plan.code), delivery: 'plain' };
  }
  const done = work(before, counted);
  if (!bent) return { ...done, delivery: 'plain' };
  return plan.kind === 'code' ? { ...done, body: bareAnswer(plan.code), delivery: 'plain' } : { ...done, delivery: 'silence' };
}
