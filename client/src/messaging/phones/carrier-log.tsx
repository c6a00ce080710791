import { useState } from 'react';
import type { PhonesView } from '../../../../server/contract/phones.js';
import { exactTime } from '../../app/format.js';
import { LinkButton } from '../../ui/button.js';
import { Panel } from '../../ui/card.js';
import { Table } from '../../ui/table.js';
import { FactMark } from '../../ui/fact-list.js';
import { carrierState } from './core/carrier-state.js';
import { readableNumber } from './core/readable-number.js';
import { phonesWords } from './phones-words.js';

type Line = PhonesView['log'][number];

/** So many lines stand there at first. */
const FIRST_LINES = 8;

const OPTED_OUT = 21610;
const CALL_STATES = ['call-calling', 'call-ringing', 'call-talking', 'call-voicemail', 'call-answered', 'call-no-answer', 'call-busy', 'call-failed', 'call-canceled'] as const;
const STATES = ['accepted', 'sent', 'delivered', 'undelivered', 'failed', 'received'] as const;

/** What the carrier did, newest first. */
export function CarrierLog({ log }: { log: readonly Line[] }) {
  const [all, setAll] = useState(false);
  const lines = all ? log : log.slice(0, FIRST_LINES);
  return (
    <Panel
      title={phonesWords('log')}
      className="carrier-log"
      aside={
        log.length > FIRST_LINES && (
          <LinkButton onClick={() => setAll(!all)}>{all ? phonesWords('log.fewer') : phonesWords('log.all', { count: log.length })}</LinkButton>
        )
      }
    >
      {log.length === 0 ? (
        <p className="muted">{phonesWords('log.empty')}</p>
      ) : (
        <Table
          caption={phonesWords('log.caption')}
          captionHidden
          rows={lines}
          rowKey={(line) => `${line.id} ${line.way} ${line.state}`}
          columns={[
            { name: phonesWords('log.time'), cell: (line) => <time className="nowrap" dateTime={line.at}>{exactTime(line.at)}</time> },
            { name: phonesWords('log.phone'), cell: (line) => <b className="nowrap">{line.holder ?? readableNumber(line.number)}</b> },
            { name: phonesWords('log.way'), cell: (line) => <span className="nowrap">{phonesWords(`log.way.${line.way}`)}</span> },
            { name: phonesWords('log.about'), cell: (line) => <span className="carrier-body">{line.body === '' ? phonesWords('log.no-words') : line.body}</span> },
            { name: phonesWords('log.state'), cell: (line) => <State told={line.state} /> },
          ]}
        />
      )}
    </Panel>
  );
}

function State({ told }: { told: string }) {
  const { state, code } = carrierState(told);
  const call = CALL_STATES.find((one) => one === told.split(' ')[0]);
  if (call) return <CallTold call={call} keys={told.split(' ')[1] ?? ''} />;
  const known = STATES.find((one) => one === state);
  const words = known ? phonesWords(`state.${known}`) : phonesWords('state.other', { state });
  if (code === null) return words;
  return <FactMark>{code === OPTED_OUT ? phonesWords('state.opted-out', { code }) : phonesWords('state.with-code', { words, code })}</FactMark>;
}

/** What became of a call, with the keys that were pressed in it. */
function CallTold({ call, keys }: { call: (typeof CALL_STATES)[number]; keys: string }) {
  const words = phonesWords(`state.${call}`);
  if (keys !== '') return phonesWords('state.with-keys', { words, keys });
  return call === 'call-failed' || call === 'call-no-answer' || call === 'call-busy' || call === 'call-voicemail' ? <FactMark>{words}</FactMark> : words;
}
