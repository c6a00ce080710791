import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import type { SimulatedCall, SimulatedPhone } from '../../../../server/contract/phones.js';
import { day, exactTime } from '../../app/format.js';
import { Icon } from '../../ui/icon.js';
import type { IconName } from '../../ui/icon.js';
import { handsetLines } from './core/handset-lines.js';
import type { HandsetLine } from './core/handset-lines.js';
import { readableNumber } from './core/readable-number.js';
import { textParts } from './core/text-parts.js';
import { phoneNameOf } from './holder.js';
import { phonesWords } from './phones-words.js';

/** Nearer than this to the newest text, in CSS pixels, and the thread follows it. */
const AT_THE_END = 48;

/** The texts of one phone, newest at the bottom. It follows what comes, unless somebody scrolled up to read. */
export function HandsetThread({ phone }: { phone: SimulatedPhone }) {
  const thread = useRef<HTMLDivElement>(null);
  const follows = useRef(true);
  const lines = handsetLines(phone.texts, phone.calls, day);

  useEffect(() => {
    if (follows.current) thread.current?.scrollTo(0, thread.current.scrollHeight);
  });

  return (
    <div
      ref={thread}
      className="handset-thread"
      role="region"
      aria-label={phonesWords('thread', { name: phoneNameOf(phone) })}
      tabIndex={0}
      onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) => {
        follows.current = scrollHeight - scrollTop - clientHeight < AT_THE_END;
      }}
    >
      {lines.length === 0 && <p className="handset-note">{phonesWords('thread.empty')}</p>}
      <ol>
        {lines.map((line) => (
          <li key={line.key} className={`handset-line handset-${line.kind}`}>
            <Line line={line} />
          </li>
        ))}
      </ol>
    </div>
  );
}

function Line({ line }: { line: HandsetLine }) {
  switch (line.kind) {
    case 'day':
      return <p className="handset-note">{line.day}</p>;
    case 'came':
      return (
        <>
          <p className="handset-text"><Body text={line.text.body} /></p>
          <State icon="check" words={phonesWords('line.delivered', { time: exactTime(line.text.stateAt) })} />
        </>
      );
    case 'wrote':
      return (
        <>
          <p className="handset-text"><Body text={line.text.body} /></p>
          <State words={phonesWords('line.wrote', { time: exactTime(line.text.at) })} />
        </>
      );
    case 'carrier':
      return (
        <p className="handset-text">
          <small>{phonesWords('line.carrier')}</small>
          <Body text={line.text.body} />
        </p>
      );
    case 'call':
      return <PastCall call={line.call} />;
    case 'coming':
      return <State icon="clock" words={phonesWords('line.coming', { time: exactTime(line.text.at) })} />;
    case 'lost':
    case 'refused':
      return <State bad icon="warning" words={phonesWords(`line.${line.kind}`, { time: exactTime(line.text.stateAt) })} />;
  }
}

/** A call that is over: missed, or what was pressed in it. */
function PastCall({ call: { end, from, at, stateAt, pressed } }: { call: SimulatedCall }) {
  const answered = end === 'answered';
  return (
    <>
      <p className="handset-text handset-past">
        <Icon name="phone" size={14} />
        {phonesWords(answered ? 'call.had' : 'call.missed', { from: readableNumber(from) })}
      </p>
      <State
        bad={end === 'failed'}
        words={phonesWords.rich(`call.end.${end ?? 'failed'}`, { time: exactTime(stateAt), seconds: Math.max(0, Math.round((Date.parse(stateAt) - Date.parse(at)) / 1000)), keys: pressed === '' ? phonesWords('call.no-key') : pressed })}
      />
    </>
  );
}

function State({ icon, words, bad }: { icon?: IconName; words: ReactNode; bad?: boolean }) {
  return (
    <p className={bad ? 'handset-state handset-bad num' : 'handset-state num'}>
      {icon && <Icon name={icon} size={12} />}
      {words}
    </p>
  );
}

function Body({ text }: { text: string }) {
  return textParts(text).map((part, place) =>
    'href' in part ? (
      <a key={place} href={part.href} target="_blank" rel="noreferrer">
        {part.href.replace(/^https?:\/\//, '')}
      </a>
    ) : (
      <span key={place}>{part.words}</span>
    ),
  );
}
