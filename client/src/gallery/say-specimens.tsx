import { Banner } from '../ui/banner.js';
import { Button, PhoneLink } from '../ui/button.js';
import { Card, Panel } from '../ui/card.js';
import { Countdown } from '../ui/countdown.js';
import { PlacesBlocks } from '../ui/places-blocks.js';
import { ProgressBar } from '../ui/progress-bar.js';
import { EmptyState, Skeleton } from '../ui/states.js';
import { Chip, Lamp, Note, Pill, PillButton, Tag } from '../ui/tag.js';
import type { Tone } from '../ui/tone.js';
import { VisuallyHidden } from '../ui/visually-hidden.js';
import type { Shape } from '../ui/shape-mark.js';
import { Specimen, State } from './specimen.js';

const LEVELS: readonly { tone: Tone; shape: Shape; word: string }[] = [
  { tone: 'critical', shape: 'octagon', word: 'Emergency' },
  { tone: 'warning', shape: 'triangle', word: 'Urgent' },
  { tone: 'info', shape: 'diamond', word: 'Soon' },
  { tone: 'neutral', shape: 'ring', word: 'Planned' },
];

/** What tells. */
export function SaySpecimens() {
  return (
    <>
      <Specimen name="Tags, chips, pills, notes">
        <State name="Tags: filled while nobody has it, a tint afterwards">
          <div className="row">
            {LEVELS.map(({ tone, shape, word }) => (
              <Tag key={tone} tone={tone} shape={shape} solid>
                {word}
              </Tag>
            ))}
          </div>
          <div className="row">
            {LEVELS.map(({ tone, shape, word }) => (
              <Tag key={tone} tone={tone} shape={shape}>
                {word}
              </Tag>
            ))}
            <Tag tone="success" icon="check">
              Taken
            </Tag>
          </div>
        </State>
        <State name="Chip, pill, pressed pill">
          <div className="row">
            <Chip icon="phone">
              <b>911:</b> already called 02:12
            </Chip>
            <Pill>
              <Lamp lit />
              <b>Live</b> updated 2 s ago
            </Pill>
            <Pill>
              <Lamp lit={false} />
              <b>Not live</b> 48 s old
            </Pill>
            <PillButton icon="sound" onClick={() => undefined}>
              Sound on
            </PillButton>
            <PillButton pressed onClick={() => undefined}>
              All
            </PillButton>
            <PillButton pressed={false} onClick={() => undefined}>
              Contact
            </PillButton>
          </div>
        </State>
        <State name="Notes in a card">
          <Note tone="warning">Check-in due in 4 min</Note>
          <Note tone="info" icon="transfer">
            Next match ready: Harbor House
          </Note>
          <Note tone="success" icon="check">
            They started support Friday
          </Note>
          <Note tone="critical" icon="warning">
            If they have taken anything, call 911 now, even if they seem well.
          </Note>
        </State>
      </Specimen>

      <Specimen name="Time and places">
        <State name="Countdown: left, over, coarse, large">
          <div className="row">
            <Countdown remaining={{ over: false, seconds: 500 }} left="left" over="over" size="m" />
            <Countdown remaining={{ over: true, seconds: 65 }} left="left" over="over" />
            <Countdown remaining={{ over: false, seconds: 555 }} left="left" over="over" coarse />
            <Countdown remaining={{ over: false, seconds: 13_300 }} left="left" over="over" />
            <Countdown remaining={{ over: false, seconds: 112 }} left="until two more are asked" over="over" size="l" />
          </div>
        </State>
        <State name="Progress">
          <ProgressBar share={1} tone="critical" />
          <ProgressBar share={0.44} tone="warning" label="Time used" />
        </State>
        <State name="Places: some, few, not confirmed">
          <div className="row">
            <PlacesBlocks free={2} total={6} />
            <PlacesBlocks free={1} total={4} />
            <PlacesBlocks free={0} total={3} confirmed={false} />
            <span>
              2 of 6 free<VisuallyHidden>, told 11 min ago</VisuallyHidden>
            </span>
          </div>
        </State>
      </Specimen>

      <Specimen name="Cards">
        <Card>A plain card</Card>
        <Card edge="critical" selected>
          Somebody must act; the keyboard is here
        </Card>
        <Card stale>Old data looks old</Card>
        <Panel title="On call now" aside={<a href="#rota">Rota</a>}>
          A part of the page with its heading
        </Panel>
      </Specimen>

      <Specimen name="Banners" wide>
        <Banner kind="info" title="Simulated phones. Nobody real is contacted." actions={<Button>Open the phones</Button>} />
        <Banner kind="stale" title="Connection lost 48 s ago." actions={<Button>Try again now</Button>}>
          This is how things stood at 02:13:26. Timers still count.
        </Banner>
        <Banner
          kind="offline"
          title="NOT SENT."
          actions={
            <>
              <Button icon="message">Send by text</Button>
              <PhoneLink words="Call on-call" number="(202) 555-0100" />
            </>
          }
        >
          Saved on this phone 02:14. No internet. Texts and calls may still work.
        </Banner>
        <Banner kind="error" title="This was not saved.">
          Somebody changed it at 02:13. Your text is kept below.
        </Banner>
        <Banner kind="success" title="Sent 02:10:55.">
          Asking people now.
        </Banner>
        <Banner kind="warning" title="9:00 left to answer, by 02:23" />
      </Specimen>

      <Specimen name="Empty and loading">
        <EmptyState title="No one is waiting." action={<Button icon="add">Raise a crisis</Button>}>
          Checked 02:14:05.
        </EmptyState>
        <Skeleton label="Loading" slow={<p>This takes longer than usual.</p>} />
      </Specimen>
    </>
  );
}
