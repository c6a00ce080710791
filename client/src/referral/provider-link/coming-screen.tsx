import type { ProviderView } from '../../../../server/contract/referral.js';
import { exactTime, timeNear } from '../../app/format.js';
import { languageTag, saidByServer } from '../../app/words.js';
import { useNow } from '../../live/server-clock.js';
import { PhoneLink } from '../../ui/button.js';
import { Card } from '../../ui/card.js';
import { FactList } from '../../ui/fact-list.js';
import type { Fact } from '../../ui/fact-list.js';
import { languageName } from './core/language-name.js';
import { tellings } from './core/provider-screen.js';
import { ProviderFrame } from './provider-frame.js';
import { useProvider } from './provider-context.js';
import { saidNeed } from '../../directory/said-need.js';
import { providerWords } from './provider-words.js';
import { Strip } from './strip.js';
import { HandBackButton, TellButtons } from './tell-buttons.js';

type Person = NonNullable<ProviderView['person']>;

/** After the code: who is coming, what to plan for, and what happened. */
export function ComingScreen({ person }: { person: Person }) {
  const { view, owner, phone } = useProvider();
  const about = [person.ageYears, person.language && languageName(person.language, languageTag())].filter((part) => part !== null && part !== '');
  const goesBack = tellings(view).includes('hand-back');
  return (
    <ProviderFrame
      strip={<YoursStrip />}
      footer={goesBack && <HandBackButton block />}
      footerNote={goesBack && providerWords('hand-back.note', { owner })}
    >
      <Card large className="provider-person">
        <p className="muted">{providerWords('coming')}</p>
        <h1>{person.name ?? providerWords('coming.name-unknown')}</h1>
        {about.length > 0 && <p>{about.join('. ')}</p>}
        <PhoneLink number={phone} words={providerWords('coming.ring', { owner })} block />
      </Card>
      <PersonFacts person={person} />
      <TellButtons />
    </ProviderFrame>
  );
}

function YoursStrip() {
  const { view, owner, seenAt } = useProvider();
  if (view.state === 'NO_SHOW') return <Strip tone="warning" icon="info">{providerWords('did-not-come', { owner })}</Strip>;
  if (view.state === 'IN_PROGRESS') return <Strip tone="success" icon="check">{providerWords('arrived', { owner })}</Strip>;
  return (
    <Strip tone="success" icon="check">
      {seenAt.identified ? providerWords('yours.at', { time: exactTime(seenAt.identified), owner }) : providerWords('yours', { owner })}
    </Strip>
  );
}

function PersonFacts({ person }: { person: Person }) {
  const { view } = useProvider();
  const now = useNow(60_000);
  const told = (name: string, value: string | null): Fact[] => (value === null || value === '' ? [] : [{ name, value }]);
  const time = view.proposedAt ? providerWords('coming.about', { time: timeNear(view.proposedAt, now) }) : providerWords('coming.no-time');
  const company = person.with ? providerWords('coming.with', { name: person.with }) : null;
  return (
    <FactList
      layout="beside"
      facts={[
        { name: providerWords('coming.arrives'), value: [time, company].filter(Boolean).join('. ') },
        ...told(providerWords('need'), view.need && saidNeed(view.need)),
        { name: providerWords('coming.safe-to-contact'), value: person.safeToContact ?? providerWords('not-known') },
        ...told(providerWords('coming.they-said'), person.theySaid && `“${person.theySaid}”`),
        ...told(providerWords('wishes'), view.wishes),
        ...told(providerWords('access'), view.access.join(', ')),
        { name: providerWords('coming.plan-for'), value: <PlanFor risks={view.risks} /> },
      ]}
    />
  );
}

/** What was said to be so, then what nobody knows. */
function PlanFor({ risks }: Pick<ProviderView, 'risks'>) {
  const lines = (['yes', 'not-known'] as const).flatMap((answer) =>
    risks.filter((risk) => risk.answer === answer).map((risk) => providerWords(`coming.plan-${answer}`, { risk: saidByServer(risk.words) })),
  );
  if (lines.length === 0) return providerWords('coming.plan-none');
  return (
    <ul>
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}
