import { LinkButton } from '../ui/button.js';
import { FactList, FactMark, FigureStrip } from '../ui/fact-list.js';
import { Stepper, TurnList } from '../ui/steps.js';
import { Table } from '../ui/table.js';
import type { Column } from '../ui/table.js';
import { PillButton } from '../ui/tag.js';
import { Timeline } from '../ui/timeline.js';
import { Specimen, State } from './specimen.js';

const CARRIER = [
  { id: 'a', time: '02:13:44', phone: 'Luca', way: 'Text in', state: 'Read. Not asked for 4821, so nothing changed', count: 1 },
  { id: 'b', time: '02:12:57', phone: 'Priya', way: 'Call out', state: 'No answer at 02:13:22, rung again 02:13:49, ringing', count: 2 },
  { id: 'c', time: '02:12:55', phone: 'Dr Amara', way: 'Text and call', state: 'Delivered, ringing', count: 12 },
];

const CARRIER_COLUMNS: readonly Column<(typeof CARRIER)[number]>[] = [
  { name: 'Time', cell: (row) => <time dateTime={`2026-10-28T${row.time}`}>{row.time}</time> },
  { name: 'Phone', cell: (row) => <b>{row.phone}</b> },
  { name: 'Way', cell: (row) => row.way },
  { name: 'State', cell: (row) => row.state },
  { name: 'Tries', cell: (row) => row.count, numeric: true },
];

/** What lists. */
export function ListSpecimens() {
  return (
    <>
      <Specimen name="Steps and turns">
        <State name="On the way">
          <Stepper
            label="Referral to Elm Row"
            steps={[
              { title: 'Sent', detail: '02:08:10, text', state: 'done', stateWord: 'done' },
              { title: 'Delivered', detail: '02:08:14', state: 'done', stateWord: 'done' },
              { title: 'Opened', detail: '02:09:31', state: 'done', stateWord: 'done' },
              { title: 'Accepted', detail: 'by 02:23', state: 'todo', stateWord: 'not yet' },
            ]}
          />
        </State>
        <State name="Failed on the way">
          <Stepper
            label="Referral to Harbor House"
            steps={[
              { title: 'Sent', detail: '02:08:10', state: 'done', stateWord: 'done' },
              { title: 'Delivered', detail: 'number not in use', state: 'failed', stateWord: 'failed' },
              { title: 'Accepted', state: 'todo', stateWord: 'not yet' },
            ]}
          />
        </State>
        <State name="Who is asked, on a card">
          <TurnList
            label="Who is asked"
            turns={[
              { key: '1', title: 'Tomas', detail: 'text delivered, rang out', aside: '3:05' },
              { key: '2', title: 'You, Dr Amara', detail: 'ringing both', aside: '1:05', current: true },
              { key: '3', title: 'Everyone on call', detail: 'next', aside: 'in 0:55' },
            ]}
          />
        </State>
        <State name="Who is asked, on a phone">
          <TurnList
            roomy
            label="Who is asked on a phone"
            turns={[
              { key: '1', title: 'Tomas', detail: 'Text sent, phone ringing', aside: 'now', current: true },
              { key: '2', title: 'Priya and Dr Amara', detail: 'Text and call', aside: 'in 1:52' },
            ]}
          />
        </State>
      </Specimen>

      <Specimen name="Timeline">
        <Timeline
          label="Timeline"
          items={[
            { key: 'a', at: '2026-10-28T06:09:31Z', time: '02:09:31', icon: 'clock', tone: 'warning', title: <><b>Elm Row</b> opened the referral</>, detail: 'Link. Opened is not an answer, the clock runs on' },
            { key: 'b', at: '2026-10-28T06:06:40Z', time: '02:06:40', icon: 'check', tone: 'success', title: <><b>Consent</b> for Elm Row, spoken, to you</>, detail: 'No name until they have accepted' },
            { key: 'c', at: '2026-10-28T05:53:02Z', time: '01:53:02', icon: 'phone', title: <><b>You</b> spoke with the person, 8 min</>, quote: '“I just want one quiet night somewhere safe.”' },
          ]}
        />
      </Specimen>

      <Specimen name="Facts">
        <State name="Stacked">
          <FactList
            facts={[
              { name: 'What they want', value: 'A quiet bed tonight. A woman to talk to' },
              { name: 'Age', value: <>17 <small>shown to services as 16 to 17</small></> },
            ]}
          />
        </State>
        <State name="Beside, with acts">
          <FactList
            layout="beside"
            facts={[
              { name: 'Where', value: 'Northgate shelter, room 4', action: <LinkButton aria-label="Change where">Change</LinkButton> },
              { name: 'Agrees to sharing', value: <span className="muted">Not asked yet</span>, action: <LinkButton aria-label="Add agreement">Add</LinkButton> },
            ]}
          />
        </State>
        <State name="Tight">
          <FactList
            layout="tight"
            facts={[
              { name: 'Thoughts of suicide', value: 'No' },
              { name: 'Danger from someone at home', value: <FactMark>Yes</FactMark> },
              { name: 'Alcohol or drugs', value: <FactMark>Not known</FactMark> },
            ]}
          />
        </State>
      </Specimen>

      <Specimen name="Figures" wide>
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
      </Specimen>

      <Specimen name="Table" wide>
        <Table
          caption="What the carrier did"
          rows={CARRIER}
          rowKey={(row) => row.id}
          columns={CARRIER_COLUMNS}
        />
      </Specimen>
    </>
  );
}
