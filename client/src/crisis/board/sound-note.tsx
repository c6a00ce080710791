import { useState } from 'react';
import { turnSoundOn, useSoundOn } from '../../app/sound.js';
import { Button } from '../../ui/button.js';
import { Note } from '../../ui/tag.js';
import { boardWords } from './board-words.js';

/** Put away until the page is loaded again: whoever wants silence is asked once. */
let putAway = false;

/** Says that alarms are not heard here, with the touch that a browser demands before it lets them sound. */
export function SoundNote() {
  const on = useSoundOn();
  const [away, setAway] = useState(putAway);
  if (on || away) return null;
  return (
    <Note tone="neutral" icon="sound-off">
      <span className="row">
        {boardWords('sound.off')}
        <Button size="s" onClick={() => void turnSoundOn()}>
          {boardWords('sound.turn-on')}
        </Button>
        <Button
          size="s"
          variant="quiet"
          onClick={() => {
            putAway = true;
            setAway(true);
          }}
        >
          {boardWords('sound.not-now')}
        </Button>
      </span>
    </Note>
  );
}
