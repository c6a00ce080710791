import { useState } from 'react';
import { Avatar, PersonLine } from '../ui/avatar.js';
import { Button, ButtonLink, IconButton, LinkButton, PhoneLink } from '../ui/button.js';
import { Dialog } from '../ui/dialog.js';
import { ICON_NAMES, Icon } from '../ui/icon.js';
import { Kbd, Keys } from '../ui/kbd.js';
import { MenuButton } from '../ui/menu.js';
import { BottomBar } from '../ui/page.js';
import { SHAPE_NAMES, ShapeMark } from '../ui/shape-mark.js';
import { SkipLink } from '../ui/skip-link.js';
import { useToasts } from '../ui/toast.js';
import type { Toast } from '../ui/toast.js';
import { Specimen, State } from './specimen.js';

const TAKEN: Toast = {
  title: (
    <>
      <b>4821 is yours.</b> Dana is being told. Other calls and texts stopped.
    </>
  ),
  spoken: '4821 is yours. Dana is being told.',
  detail: (left) => `Undo for ${left} s: asking goes on at rung 2, as if you had not answered.`,
  action: { label: 'Undo', keys: ['Z'], onAct: () => undefined },
  seconds: 10,
};

/** What is pressed. */
export function ActSpecimens() {
  return (
    <>
      <Specimen name="Button">
        <State name="Primary, outline, quiet, with keys">
          <div className="row">
            <Button variant="primary" keys={['A', 'Return']}>
              I’ve got this
            </Button>
            <Button keys={['X']}>Can’t take it</Button>
            <Button variant="quiet" icon="print">
              Print
            </Button>
          </div>
        </State>
        <State name="Danger: for emergencies alone">
          <Button variant="danger" size="l" block>
            Send now
          </Button>
        </State>
        <State name="Small, not possible, working">
          <div className="row">
            <Button size="s" icon="phone">
              Log a call
            </Button>
            <Button disabled>Send to Harbor House</Button>
            <Button variant="primary" busy>
              Sending
            </Button>
          </div>
        </State>
        <State name="Links that look like it; a number to ring">
          <div className="row">
            <ButtonLink href="#top">Week</ButtonLink>
            <PhoneLink words="Ring" number="(202) 555-0164" size="s" />
          </div>
          <PhoneLink words="To speak now ring" number="(202) 555-0142" block />
        </State>
        <State name="One picture; a small act in text">
          <div className="row">
            <IconButton icon="close" label="Close the panel" />
            <IconButton icon="back" label="Week before" />
            <LinkButton>Skip this question</LinkButton>
          </div>
        </State>
      </Specimen>

      <Specimen name="Keys and marks">
        <State name="Keys">
          <div className="row">
            <Kbd>J</Kbd> <Kbd>Enter</Kbd> <Keys keys={['A', 'Return']} />
          </div>
        </State>
        <State name="Shapes: told apart without colour">
          <div className="row">
            {SHAPE_NAMES.map((shape) => (
              <span key={shape} className="row">
                <ShapeMark shape={shape} size={24} /> {shape}
              </span>
            ))}
          </div>
        </State>
        <State name="Icons">
          <div className="row">
            {ICON_NAMES.map((name) => (
              <Icon key={name} name={name} size={18} />
            ))}
          </div>
        </State>
        <State name="People">
          <div className="row">
            <Avatar initials="PN" name="Priya Nair" size="m" />
            <PersonLine initials="HO">
              <b>Hana</b> with them since 01:52
            </PersonLine>
          </div>
        </State>
      </Specimen>

      <Specimen name="Menu, dialog, toast">
        <OverlaySpecimens />
      </Specimen>

      <Specimen name="Skip link and bottom bar">
        <SkipLink to="main">Skip to the page</SkipLink>
        <BottomBar note="5 short questions. Skip any of them.">
          <Button variant="primary" size="l">
            Add details
          </Button>
        </BottomBar>
      </Specimen>
    </>
  );
}

function OverlaySpecimens() {
  const [open, setOpen] = useState(false);
  const [order, setOrder] = useState('time');
  const toasts = useToasts();
  return (
    <div className="row">
      <MenuButton
        label="More for 4821"
        trigger={
          <>
            <Icon name="more" size={14} /> More for 4821
          </>
        }
        heading={<b>4821</b>}
        entries={[
          { kind: 'act', label: 'Log a call', icon: 'phone', onAct: () => undefined },
          { kind: 'link', label: 'Simulated phones', icon: 'message', href: '#phones' },
          { kind: 'line' },
          {
            kind: 'pick',
            label: 'Order',
            value: order,
            options: [
              { value: 'time', label: 'Time left' },
              { value: 'place', label: 'Place' },
            ],
            onPick: setOrder,
          },
        ]}
      />
      <Button onClick={() => setOpen(true)}>Open a dialog</Button>
      <Button onClick={() => void toasts.show(TAKEN)}>Show a toast</Button>
      <Dialog
        open={open}
        title="Say why"
        closeLabel="Close"
        onClose={() => setOpen(false)}
        actions={
          <>
            <Button variant="primary" onClick={() => setOpen(false)}>
              Ask the next people
            </Button>
            <Button onClick={() => setOpen(false)}>Keep waiting</Button>
          </>
        }
      >
        <p>The next people are asked at once. Those asked before may still answer.</p>
      </Dialog>
    </div>
  );
}
