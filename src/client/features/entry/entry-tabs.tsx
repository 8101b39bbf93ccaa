import { Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ResponseOf } from '#contract/endpoints.ts';
import { Count } from '#client/ui/badge.tsx';
import { Tabs, type TabItem } from '#client/ui/tabs.tsx';
import { AttemptsPart } from './attempts-part.tsx';
import { CausedPart } from './caused-part.tsx';
import { DataPart } from './data-part.tsx';
import { isTold, type EntryParts } from './entry-parts.ts';
import { HttpPart } from './http-part.tsx';
import { JsonView } from './json-view.tsx';
import { ComparePart } from './support-parts.tsx';
import { VariablesPart } from './variables-part.tsx';

type Tab = 'http' | 'caused' | 'data' | 'variables' | 'attempts' | 'compare' | 'json';
type EntryTabsProps = { found: ResponseOf<'entry'>; parts: EntryParts; onSelect(entry: string): void };

/** Only tabs that have something to show; what the reader chose stays chosen while he walks through entries. */
export function EntryTabs({ found, parts, onSelect }: EntryTabsProps) {
  const { t } = useTranslation('entry');
  const [chosen, setChosen] = useState<Tab>('http');
  const { entry, attempts, caused, variablesBefore } = found;
  const isTrigger = caused !== null;
  const hasData = isTold(parts.input) || isTold(parts.output);
  const tabs: (TabItem<Tab> | null)[] = [
    parts.http === null ? null : { key: 'http', title: t('tabs.http'), content: <HttpPart http={parts.http} /> },
    isTrigger
      ? { key: 'caused', title: t('tabs.caused'), content: <CausedPart caused={caused} onSelect={onSelect} /> }
      : null,
    hasData
      ? {
          key: 'data',
          title: isTrigger ? t('data.came') : t('tabs.data'),
          content: <DataPart input={parts.input} output={parts.output} isTrigger={isTrigger} />,
        }
      : null,
    parts.variables === null
      ? null
      : {
          key: 'variables',
          title: t('tabs.variables'),
          content: <VariablesPart before={variablesBefore} after={parts.variables} />,
        },
    attempts.length > 1
      ? {
          key: 'attempts',
          title: (
            <>
              {t('tabs.attempts')} <Count>{attempts.length}</Count>
            </>
          ),
          content: <AttemptsPart attempts={attempts} entry={entry.entry} onSelect={onSelect} />,
        }
      : null,
    entry.level === 'failure'
      ? {
          key: 'compare',
          title: t('tabs.compare'),
          content: (
            <Suspense>
              <ComparePart process={entry.process} entry={entry.entry} />
            </Suspense>
          ),
        }
      : null,
    { key: 'json', title: t('tabs.json'), content: <JsonView value={entry} label={t('tabs.json')} /> },
  ];
  const items = tabs.filter((tab) => tab !== null);
  const selected = items.find((tab) => tab.key === chosen)?.key ?? items[0]?.key ?? 'json';
  return (
    <Tabs<Tab>
      label={t('tabs.label')}
      items={items.map((tab) => ({
        ...tab,
        content: <div className="pt-3">{tab.key === selected && tab.content}</div>,
      }))}
      selected={selected}
      onSelect={setChosen}
    />
  );
}
