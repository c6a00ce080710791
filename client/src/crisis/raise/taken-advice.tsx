import { ShapeMark } from '../../ui/shape-mark.js';
import { callLink } from './core/draft-code.js';
import { raiseWords } from './raise-words.js';

/** Stands under the question about what was taken, whatever the answer. Source: product design guide §4, "under taken, always". */
export function TakenAdvice({ emergencyNumber }: { emergencyNumber: string | null }) {
  return (
    <div className="taken-advice" role="note">
      <ShapeMark shape="octagon" size={22} />
      <p>
        {emergencyNumber === null
          ? raiseWords('question.taken.advice-no-number')
          : raiseWords.rich('question.taken.advice', {
              number: (
                <a href={callLink(emergencyNumber)}>
                  <bdi>{emergencyNumber}</bdi>
                </a>
              ),
            })}
      </p>
    </div>
  );
}
