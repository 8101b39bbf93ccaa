import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#client/i18n/format.ts';
import { Select } from '#client/ui/select.tsx';
import { Text } from '#client/ui/text.tsx';
import { useDrawn } from '#client/ui/use-late.ts';
import { cardFacetsQuery } from './queries.ts';
import type { CardKey } from './queries.ts';

type FacetFilterProps = {
  kind: 'templates' | 'stages';
  card: CardKey;
  chosen: string | null;
  onChange: (id: string | null) => void;
};

/** The key of «all»: no id of the portal is empty. */
const all = '';

/** One template or one stage of those that the card's processes have. */
export function FacetFilter({ kind, card, chosen, onChange }: FacetFilterProps) {
  const { t } = useTranslation('card');
  const format = useFormat();
  const isDrawn = useDrawn();
  // Closed it shows the name of what is chosen; what else could be is asked once the lists are there.
  const isNeeded = isDrawn || chosen !== null;
  const facets = useQuery({ ...cardFacetsQuery(card), enabled: isNeeded }).data?.[kind] ?? [];
  // What the address asks for stays visible, although no process of the card has it.
  const known =
    chosen === null || facets.some((one) => one.id === chosen)
      ? facets
      : [...facets, { id: chosen, name: null, processes: 0 }];
  const name = known.find((one) => one.id === chosen)?.name ?? chosen;
  return (
    <Select
      label={t(`filters.${kind}Label`)}
      shown={name === null ? t(`filters.${kind}`) : <Text>{name}</Text>}
      isSet={chosen !== null}
      chosen={chosen ?? all}
      onChoose={(id) => onChange(id === all ? null : id)}
      options={[
        { key: all, title: t(`filters.${kind}`), text: t(`filters.${kind}`) },
        ...known.map((one) => ({
          key: one.id,
          title: (
            <span className="flex justify-between gap-4">
              <span className="truncate">
                <Text>{one.name ?? one.id}</Text>
              </span>
              <span className="text-muted">{format.number(one.processes)}</span>
            </span>
          ),
          text: one.name ?? one.id,
        })),
      ]}
    />
  );
}
