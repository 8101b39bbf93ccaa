import type { ReactNode } from 'react';
import { Tab, TabList, TabPanel, Tabs as AriaTabs } from 'react-aria-components/Tabs';
import { tabClass } from './tab-class.ts';

export type TabItem<K extends string> = { key: K; title: ReactNode; content: ReactNode };

type TabsProps<K extends string> = {
  label: string;
  items: readonly TabItem<K>[];
  selected: K;
  onSelect: (key: K) => void;
  className?: string;
};

/** Tabs in place. Tabs that are addresses are links: see the card page. */
export function Tabs<K extends string>({ label, items, selected, onSelect, className }: TabsProps<K>) {
  return (
    <AriaTabs selectedKey={selected} onSelectionChange={(key) => onSelect(key as K)} className={className ?? ''}>
      <TabList aria-label={label} className="flex gap-4 overflow-x-auto border-b border-line text-s">
        {items.map((item) => (
          <Tab key={item.key} id={item.key} className={tabClass}>
            {item.title}
          </Tab>
        ))}
      </TabList>
      {items.map((item) => (
        <TabPanel key={item.key} id={item.key} className="outline-offset-[-2px]">
          {item.content}
        </TabPanel>
      ))}
    </AriaTabs>
  );
}
