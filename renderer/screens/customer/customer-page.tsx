import { useEffect, useLayoutEffect, type ReactNode } from 'react';
import type { CustomerPicture, CustomerScene } from '../../api/types.ts';
import { Amount } from '../../components/amount.tsx';
import { BrandMark } from '../../components/brand-mark.tsx';
import { Shape } from '../../components/shape.tsx';
import { useCustomer } from '../../state/customer-store.ts';
import { directionOf } from '../../state/language.ts';
import { wear } from '../../state/look.ts';
import { customerWords, type CustomerWords } from '../../words/customer.ts';
import { SHAPE_OF } from '../payment/payment-shape.tsx';
import { sayMoney, sayNumber } from '../wording/money.ts';

/** The customer's display: one thing at a time, to be read from two steps away. It takes no input at all. */
export function CustomerPage(): ReactNode {
  const picture = useCustomer((held) => held.picture);
  useEffect(() => {
    if (picture !== null) document.body.dataset['ready'] = 'true';
  }, [picture]);
  return picture === null ? null : <Shown picture={picture} />;
}

function Shown({ picture }: { readonly picture: CustomerPicture }): ReactNode {
  const { scene, language, theme, isPractice, shopName } = picture;
  const words = customerWords(language);
  useLayoutEffect(() => wear(theme), [theme]);
  useLayoutEffect(() => {
    document.documentElement.lang = language;
    document.documentElement.dir = directionOf(language);
  }, [language]);
  return (
    <main className="customer" data-testid="customer" data-scene={sceneName(scene)} data-practice={isPractice ? '' : undefined}>
      <header className="customer-top">
        <h1>{shopName}</h1>
        {isPractice ? <p className="customer-practice">{words.practice}</p> : null}
      </header>
      <section className={`customer-middle customer-shows-${scene.kind}`} role="status" aria-live="polite">
        <Scene picture={picture} words={words} />
      </section>
      <footer className="customer-foot">
        <p>{words.accepted}</p>
        <BrandMark text={words.brand} mark={picture.brand.mark} wallets={picture.brand.wallets} />
      </footer>
    </main>
  );
}

const sceneName = (scene: CustomerScene): string => (scene.kind === 'payment' ? scene.face : scene.kind);

type SceneProps = { readonly picture: CustomerPicture; readonly words: CustomerWords };

function Scene({ picture, words }: SceneProps): ReactNode {
  const { scene, idlePicture } = picture;
  switch (scene.kind) {
    case 'idle':
      return idlePicture === null ? (
        <p className="customer-word">{words.welcome}</p>
      ) : (
        <img className="customer-idle" src={`/idle-picture?v=${idlePicture}`} alt="" data-testid="idle-picture" />
      );
    case 'amount':
      return (
        <>
          <p className="customer-above">{words.toPay}</p>
          <Amount value={sayNumber(scene.amount)} currency={scene.amount.currency} />
          <p className="customer-lead">{words.check}</p>
        </>
      );
    case 'payment':
      return <Result scene={scene} words={words} />;
  }
}

type Result = Extract<CustomerScene, { kind: 'payment' }>;

/** The same shapes and words as the cashier's, so that both speak of one thing. */
function Result({ scene, words }: { readonly scene: Result; readonly words: CustomerWords }): ReactNode {
  const { face, amount, wallet, refunded } = scene;
  const said = words.faces[face];
  return (
    <>
      <Amount value={sayNumber(amount)} currency={amount.currency} />
      <div className={`customer-result customer-${face}`}>
        <Shape kind={SHAPE_OF[face]} />
        <div>
          <p className="customer-word" data-testid="customer-word">
            {said.word}
          </p>
          <p className="customer-lead">{said.line}</p>
          {wallet === null ? null : <p className="customer-wallet">{wallet}</p>}
          {refunded === null ? null : (
            <p className="customer-wallet">
              {words.refunded} {sayMoney(refunded)}
            </p>
          )}
        </div>
      </div>
    </>
  );
}
