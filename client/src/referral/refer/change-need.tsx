import { useState } from 'react';
import { ACCESS_CODES, HELP_KINDS, TRAITS } from '../../../../server/contract/directory.js';
import type { AccessCode, HelpKind, Trait } from '../../../../server/contract/directory.js';
import type { MatchInput } from '../../../../server/contract/matching.js';
import { Button } from '../../ui/button.js';
import { Dialog } from '../../ui/dialog.js';
import { TextField } from '../../ui/field.js';
import { Checkbox } from '../../ui/toggle.js';
import { kindWords } from '../../directory/directory-words.js';
import { referWords } from './refer-words.js';

/** Looks for something else than what the facts say; the facts stay as they are. */
export function ChangeNeed({ asked, unit, open, onApply, onClose }: { asked: MatchInput; unit: 'mi' | 'km'; open: boolean; onApply: (asked: MatchInput) => void; onClose: () => void }) {
  return (
    <Dialog open={open} title={referWords('need.title')} closeLabel={referWords('close-dialog')} onClose={onClose}>
      <NeedForm
        asked={asked}
        unit={unit}
        onApply={(next) => {
          onApply(next);
          onClose();
        }}
      />
    </Dialog>
  );
}

const NUMBER = /^\d{1,4}([.,]\d)?$/;

function NeedForm({ asked, unit, onApply }: { asked: MatchInput; unit: 'mi' | 'km'; onApply: (asked: MatchInput) => void }) {
  const [kinds, setKinds] = useState<readonly HelpKind[]>(asked.kinds ?? []);
  const [access, setAccess] = useState<readonly string[]>(asked.access ?? []);
  const [wishes, setWishes] = useState<readonly Trait[]>(asked.wishes ?? []);
  const [only, setOnly] = useState(asked.speaksDefaultLanguage === false);
  const [texts, setTexts] = useState({
    age: String(asked.ageYears ?? ''), language: asked.language ?? '', postcode: asked.postcode ?? '', farthest: String(asked.farthest ?? ''),
  });
  const wrong = {
    age: texts.age.trim() !== '' && !/^\d{1,3}$/.test(texts.age.trim()),
    farthest: texts.farthest.trim() !== '' && !NUMBER.test(texts.farthest.trim()),
  };
  const apply = () => {
    if (wrong.age || wrong.farthest) return;
    const text = (name: keyof typeof texts) => texts[name].trim();
    onApply({
      ...(kinds.length > 0 && { kinds: [...kinds] }),
      ...(text('age') && { ageYears: Number(text('age')) }),
      ...(text('language') && { language: text('language') }),
      ...(only && { speaksDefaultLanguage: false }),
      ...(access.length > 0 && { access: [...access] }),
      ...(text('postcode') && { postcode: text('postcode') }),
      ...(text('farthest') && { farthest: Number(text('farthest').replace(',', '.')) }),
      ...(wishes.length > 0 && { wishes: [...wishes] }),
    });
  };
  const field = (name: keyof typeof texts, label: string, more: { inputMode?: 'numeric' | 'decimal'; error?: string | false } = {}) => (
    <TextField label={label} autoComplete="off" value={texts[name]} maxLength={60} onChange={(event) => setTexts({ ...texts, [name]: event.target.value })} {...more} />
  );

  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        apply();
      }}
    >
      <p className="muted">{referWords('need.words')}</p>
      <Boxes<HelpKind> legend={referWords('need.kinds')} all={HELP_KINDS} chosen={kinds} label={(kind) => kindWords(kind)} onChange={setKinds} />
      <div className="need-fields">
        {field('age', referWords('need.age'), { inputMode: 'numeric', error: wrong.age && referWords('need.number-wrong') })}
        {field('postcode', referWords('need.postcode'))}
        {field('farthest', referWords(`need.farthest.${unit}`), { inputMode: 'decimal', error: wrong.farthest && referWords('need.number-wrong') })}
        {field('language', referWords('need.language'))}
      </div>
      <Checkbox label={referWords('need.only-language')} checked={only} onToggle={setOnly} />
      <Boxes<AccessCode> legend={referWords('need.access')} all={ACCESS_CODES} chosen={ACCESS_CODES.filter((code) => access.includes(code))} label={(code) => referWords(`access.${code}`)} onChange={setAccess} />
      <Boxes<Trait> legend={referWords('need.wishes')} all={TRAITS} chosen={wishes} label={(trait) => referWords(`wish.${trait}`)} onChange={setWishes} />
      <div className="row">
        <Button type="submit" variant="primary">
          {referWords('need.apply')}
        </Button>
        <Button variant="quiet" onClick={() => onApply({})}>
          {referWords('need.reset')}
        </Button>
      </div>
    </form>
  );
}

function Boxes<Value extends string>({ legend, all, chosen, label, onChange }: { legend: string; all: readonly Value[]; chosen: readonly Value[]; label: (value: Value) => string; onChange: (chosen: readonly Value[]) => void }) {
  return (
    <fieldset className="need-boxes">
      <legend>{legend}</legend>
      {all.map((value) => (
        <Checkbox key={value} label={label(value)} checked={chosen.includes(value)} onToggle={(on) => onChange(all.filter((one) => (one === value ? on : chosen.includes(one))))} />
      ))}
    </fieldset>
  );
}
