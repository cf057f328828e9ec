import type { RefusalCode } from '../../../core/contract/refusals.ts';
import type { UpdateRulesView, UpdateView } from '../../../core/contract/updates.ts';
import { RefusedError, type Handlers } from '../answer.ts';

/** Updates as the page may use them; an act that is false makes no sense now. */
export type UpdateDesk = {
  readonly view: () => Promise<UpdateView>;
  readonly look: () => boolean;
  readonly fromFolder: () => Promise<boolean>;
  readonly install: () => boolean;
  readonly goBack: () => Promise<boolean>;
  readonly tryAgain: () => Promise<boolean>;
  readonly save: (rules: UpdateRulesView) => RefusalCode | null;
};

type UpdateHandlers = Pick<Handlers, Extract<keyof Handlers, `updates.${string}`>>;

/** One function a call. */
export const updateHandlers = (desk: UpdateDesk): UpdateHandlers => ({
  'updates.view': () => desk.view(),
  'updates.look': () => done(desk.look()),
  'updates.from-folder': async () => done(await desk.fromFolder()),
  'updates.install': () => done(desk.install()),
  'updates.go-back': async () => done(await desk.goBack()),
  'updates.try-again': async () => done(await desk.tryAgain()),
  'updates.save': (rules) => {
    const refusal = desk.save(rules);
    if (refusal !== null) throw new RefusedError(refusal);
    return {};
  },
});

function done(isDone: boolean): Record<string, never> {
  if (!isDone) throw new RefusedError('not-now');
  return {};
}
