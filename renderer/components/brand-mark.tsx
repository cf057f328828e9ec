import type { ReactNode } from 'react';

/** A picture of the owner's own official file. */
export type BrandPicture = { readonly sha256: string; readonly name: string; readonly width: number; readonly height: number };

/** `mark` null stands for "no official file": then the text form is shown. */
export type BrandMarkProps = {
  readonly text: string;
  readonly mark?: BrandPicture | null;
  readonly wallets?: readonly BrandPicture[];
};

/** The partner mark: the owner's file as it is, on a light plate with clear space around it, or its text form. Nothing is ever drawn in its likeness. */
export function BrandMark({ text, mark = null, wallets = [] }: BrandMarkProps): ReactNode {
  return (
    <span className="brand-line">
      {mark === null ? (
        <span className="brand" data-testid="brand">
          {text}
        </span>
      ) : (
        <span className="brand brand-plate" data-testid="brand">
          <Plate picture={mark} alt={text} />
        </span>
      )}
      {wallets.map((wallet) => (
        <span key={wallet.sha256} className="brand brand-plate" data-testid="wallet-mark">
          <Plate picture={wallet} alt={wallet.name} />
        </span>
      ))}
    </span>
  );
}

const Plate = ({ picture, alt }: { readonly picture: BrandPicture; readonly alt: string }): ReactNode => (
  <img src={`/brand/${picture.sha256}`} width={picture.width} height={picture.height} alt={alt} />
);
