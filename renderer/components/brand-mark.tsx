import { useState, type ReactNode } from 'react';

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
  const textForm = (
    <span className="brand" data-testid="brand">
      {text}
    </span>
  );
  return (
    <span className="brand-line">
      {mark === null ? textForm : <Plate key={mark.sha256} picture={mark} alt={text} testId="brand" instead={textForm} />}
      {wallets.map((wallet) => (
        <Plate key={wallet.sha256} picture={wallet} alt={wallet.name} testId="wallet-mark" instead={null} />
      ))}
    </span>
  );
}

type PlateProps = {
  readonly picture: BrandPicture;
  readonly alt: string;
  readonly testId: string;
  /** What stands here when the file is lost or was changed. */
  readonly instead: ReactNode;
};

function Plate({ picture, alt, testId, instead }: PlateProps): ReactNode {
  const [isLost, setLost] = useState(false);
  if (isLost) return instead;
  return (
    <span className="brand brand-plate" data-testid={testId}>
      <img
        src={`/brand/${picture.sha256}`}
        width={picture.width}
        height={picture.height}
        alt={alt}
        onError={() => {
          setLost(true);
        }}
      />
    </span>
  );
}
