import { Avatar, PersonLine } from '../ui/avatar.js';
import { Button } from '../ui/button.js';
import { Card, Panel } from '../ui/card.js';
import { Countdown } from '../ui/countdown.js';
import { PlacesBlocks } from '../ui/places-blocks.js';
import { FigureStrip } from '../ui/fact-list.js';
import { ProgressBar } from '../ui/progress-bar.js';
import { TurnList } from '../ui/steps.js';
import { Chip, Note, PillButton, Tag } from '../ui/tag.js';
import { VisuallyHidden } from '../ui/visually-hidden.js';
import './gallery.css';

/** A page made only of our components, to hold beside the drawn board. */
export function BoardExample({ stale }: { stale: boolean }) {
  return (
    <>
      <h1>
        <VisuallyHidden>Board</VisuallyHidden>
      </h1>
      <div className="gallery-strip">
        <FigureStrip
          label="Right now"
          figures={[
            { name: 'Waiting for someone', figure: 3, remark: '1 past its time' },
            { name: 'Someone has it', figure: 3 },
            { name: 'Hand-over open', figure: 2, remark: '1 needs your answer' },
            { name: 'Follow-ups due by 08:00', figure: 2 },
          ]}
        >
          <PillButton onClick={() => undefined}>Team: All</PillButton>
          <PillButton onClick={() => undefined}>Area: All</PillButton>
        </FigureStrip>
      </div>
      <div className="gallery-example">
        <section className="gallery-column" aria-labelledby="waiting">
          <h2 id="waiting">
            Needs someone <small>2</small>
          </h2>
          <Card as="article" edge="critical" selected large stale={stale} className="gallery-card">
            <div className="gallery-card-top">
              <Tag tone="critical" shape="octagon" solid>
                Emergency
              </Tag>
              <small className="num">4821</small>
              <span className="push">
                <Countdown remaining={{ over: true, seconds: 65 }} left="left" over="over" />
              </span>
            </div>
            <ProgressBar share={1} tone="critical" />
            <h3>Adult, says they cannot stay safe tonight</h3>
            <p className="card-meta">Dana is with them, Northgate shelter. Raised 02:10:55.</p>
            <Chip icon="phone">
              <b>911:</b> already called 02:12
            </Chip>
            <TurnList
              label="Who is asked"
              turns={[
                { key: '1', title: 'Tomas', detail: 'text delivered, rang out', aside: '3:05' },
                { key: '2', title: 'You, Dr Amara', detail: 'ringing both', aside: '1:05', current: true },
                { key: '3', title: 'Everyone on call', detail: 'next', aside: 'in 0:55' },
              ]}
            />
            <div className="gallery-acts">
              {stale ? (
                <Button>Answer by text or call</Button>
              ) : (
                <>
                  <Button variant="primary" keys={['A', 'Return']}>
                    I’ve got this
                  </Button>
                  <Button keys={['X']}>Can’t take it</Button>
                </>
              )}
            </div>
          </Card>
          <Card as="article" large stale={stale} className="gallery-card">
            <div className="gallery-card-top">
              <Tag tone="warning" shape="triangle">
                Urgent
              </Tag>
              <small className="num">3067</small>
              <span className="push">
                <Countdown remaining={{ over: false, seconds: 500 }} left="left" over="over" size="m" />
              </span>
            </div>
            <ProgressBar share={0.44} tone="warning" />
            <h3>Adult, very distressed, sister asking for help</h3>
            <p className="card-meta">On the phone, Eastfield. Somali interpreter. Asking Tomas, you are next.</p>
            <div className="gallery-acts">
              {stale ? (
                <Button>Answer by text or call</Button>
              ) : (
                <>
                  <Button>I’ve got this</Button>
                  <Button keys={['S']}>Assign</Button>
                </>
              )}
            </div>
          </Card>
        </section>
        <section className="gallery-column" aria-labelledby="taken">
          <h2 id="taken">
            Someone has it <small>1</small>
          </h2>
          <Card as="article" stale={stale} className="gallery-card">
            <div className="gallery-card-top">
              <Tag tone="critical" shape="octagon">
                Emergency
              </Tag>
              <small className="num">2918</small>
            </div>
            <h3>Adult, has taken something, ambulance there</h3>
            <Chip icon="phone">
              <b>911:</b> reached them 01:58
            </Chip>
            <PersonLine initials="HO">
              <b>Hana</b> with them since 01:52
            </PersonLine>
            <Note tone="warning">Check-in due in 4 min</Note>
          </Card>
        </section>
        <section className="gallery-column" aria-labelledby="going">
          <h2 id="going">
            Hand-over and referral <small>1</small>
          </h2>
          <Card as="article" stale={stale} className="gallery-card">
            <div className="gallery-card-top">
              <Tag tone="warning" shape="triangle">
                Urgent
              </Tag>
              <small className="num">8275</small>
              <span className="push">
                <Countdown remaining={{ over: false, seconds: 540 }} left="left" over="over" coarse />
              </span>
            </div>
            <h3>Elm Row crisis house</h3>
            <p className="card-meta">Sent 02:08, opened 02:09. No answer yet.</p>
            <PersonLine initials="PN">
              <b>You</b> have the crisis
            </PersonLine>
            <Note tone="info" icon="transfer">
              Next match ready: Harbor House
            </Note>
          </Card>
        </section>
        <div className="stack">
          <Panel title="On call now" aside={<a href="#rota">Rota</a>}>
            <ul className="gallery-rows">
              <li>
                <Avatar initials="TB" />
                <div>
                  Tomas <small className="gallery-old">No answer for 3 min</small>
                </div>
                <b>1st</b>
              </li>
              <li>
                <Avatar initials="PN" />
                <div>
                  Priya (you) <small>Until 08:00</small>
                </div>
                <b>2nd</b>
              </li>
            </ul>
          </Panel>
          <Panel title="Places tonight" aside={<a href="#places">All 14</a>}>
            <ul className="gallery-rows">
              <li>
                <div>
                  Elm Row crisis house <small>2 of 6 free, 11 min ago</small>
                </div>
                <PlacesBlocks free={2} total={6} />
              </li>
              <li>
                <div>
                  Sobering center <small className="gallery-old">Not confirmed for 3 h. Phone first</small>
                </div>
                <PlacesBlocks free={0} total={3} confirmed={false} />
              </li>
            </ul>
          </Panel>
        </div>
      </div>
    </>
  );
}
