import type { ProviderView } from '../../../../server/contract/referral.js';
import { languageTag, saidByServer } from '../../app/words.js';
import { Card } from '../../ui/card.js';
import { FactList, FactMark } from '../../ui/fact-list.js';
import { languageName } from './core/language-name.js';
import { useProvider } from './provider-context.js';
import { saidNeed } from '../../directory/said-need.js';
import { providerWords } from './provider-words.js';

type Risk = ProviderView['risks'][number];

/** What a service decides by. What nobody knows is said to be unknown, never left out. */
export function AskFacts() {
  const { view } = useProvider();
  const unknown = <FactMark>{providerWords('not-known')}</FactMark>;
  return (
    <FactList
      layout="beside"
      facts={[
        { name: providerWords('need'), value: view.need === null ? unknown : saidNeed(view.need) },
        { name: providerWords('age'), value: view.ageBand === null ? unknown : saidByServer(view.ageBand) },
        { name: providerWords('area'), value: view.area ? providerWords('area.about', { area: view.area }) : unknown },
        { name: providerWords('access'), value: view.access.length > 0 ? view.access.join(', ') : providerWords('access.none') },
        { name: providerWords('language'), value: view.language ? languageName(view.language, languageTag()) : unknown },
        { name: providerWords('wishes'), value: view.wishes ?? providerWords('wishes.none') },
      ]}
    />
  );
}

/** Risks by their words; "yes" and "not known" are marked, because both must be planned for. */
export function RiskCard() {
  const { view, owner } = useProvider();
  return (
    <Card as="section" aria-labelledby="risks">
      <h2 id="risks">{providerWords('risks')}</h2>
      {view.risks.length === 0 ? (
        <p className="muted">{providerWords('risks.none', { owner })}</p>
      ) : (
        <FactList layout="tight" facts={view.risks.map((risk) => ({ name: saidByServer(risk.words), value: <RiskAnswer answer={risk.answer} /> }))} />
      )}
    </Card>
  );
}

function RiskAnswer({ answer }: Pick<Risk, 'answer'>) {
  const words = providerWords(`risk.${answer}`);
  return answer === 'no' ? words : <FactMark>{words}</FactMark>;
}
