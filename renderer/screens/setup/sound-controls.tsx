import { useEffect, useState, type ReactNode } from 'react';
import type { DisplayView } from '../../api/types.ts';
import { Button } from '../../components/button.tsx';
import { Slider } from '../../components/slider.tsx';
import { fire } from '../../state/acts.ts';
import { useWords } from '../../state/language.ts';
import { play } from '../../state/sounds.ts';

const HEARD = ['paid', 'not-paid', 'unknown'] as const;

/** How loud this counter is, and each of its three sounds to listen to; the settings page and the opening of a shift show it. */
export function SoundControls({ display }: { readonly display: DisplayView }): ReactNode {
  const { sounds, face } = useWords();
  // Shown at once, while main's picture of it is still on its way.
  const [volume, setVolume] = useState(display.volume);
  useEffect(() => {
    setVolume(display.volume);
  }, [display.volume]);
  return (
    <>
      <Slider
        label={sounds.volume}
        value={volume}
        said={sounds.percent(volume)}
        testId="volume"
        onChange={(next) => {
          setVolume(next);
          fire('display.save', { ...display, volume: next });
        }}
      />
      <p className="quiet">{sounds.test}</p>
      <div className="sound-tests">
        {HEARD.map((tune) => (
          <Button
            key={tune}
            label={face[tune].word}
            testId={`hear-${tune}`}
            onPress={() => {
              play(tune, volume);
            }}
          />
        ))}
      </div>
    </>
  );
}
