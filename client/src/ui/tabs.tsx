import { Tabs as BaseTabs } from '@base-ui/react/tabs';
import type { ReactNode } from 'react';
import './tabs.css';

/** Views of one thing under each other's names. Arrow keys move, the shown view follows. */
export function Tabs({
  label,
  tabs,
  defaultTab,
}: {
  label: string;
  tabs: readonly { id: string; name: ReactNode; content: ReactNode }[];
  defaultTab?: string | undefined;
}) {
  return (
    <BaseTabs.Root defaultValue={defaultTab ?? tabs[0]?.id ?? null}>
      <BaseTabs.List className="tabs" aria-label={label} activateOnFocus>
        {tabs.map((tab) => (
          <BaseTabs.Tab key={tab.id} value={tab.id} className="tab">
            {tab.name}
          </BaseTabs.Tab>
        ))}
      </BaseTabs.List>
      {tabs.map((tab) => (
        <BaseTabs.Panel key={tab.id} value={tab.id} className="tab-panel">
          {tab.content}
        </BaseTabs.Panel>
      ))}
    </BaseTabs.Root>
  );
}
