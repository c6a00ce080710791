import { PageHead } from '../ui/page.js';
import { ActSpecimens } from './act-specimens.js';
import { AskSpecimens } from './ask-specimens.js';
import { FormSpecimens } from './form-specimens.js';
import { ListSpecimens } from './list-specimens.js';
import { SaySpecimens } from './say-specimens.js';
import { ThemeChoice } from './theme-choice.js';
import './gallery.css';

/** Every component with every state, for people who build screens. All people, places and numbers are invented. */
export function GalleryPage() {
  return (
    <>
      <PageHead title="Components" actions={<ThemeChoice />}>
        Every part of the screens in every state, light and dark. All people, places and numbers here are invented.
      </PageHead>
      <div className="gallery">
        <ActSpecimens />
        <SaySpecimens />
        <AskSpecimens />
        <FormSpecimens />
        <ListSpecimens />
      </div>
    </>
  );
}
