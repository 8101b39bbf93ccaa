import { useQueryClient } from '@tanstack/react-query';
import type { Step } from '#contract/process.ts';
import { entriesWindowQuery } from './queries.ts';
import type { Expansion } from './rows.ts';
import type { ListSpec } from './use-journal-list.ts';

type Expansions = { open: readonly Expansion[]; show(expansion: Expansion): void; hide(at: number): void };

/** Opening and closing steps. How many entries a step will show is known from its row, under a filter from its first window. */
export function useFold(spec: ListSpec, expansions: Expansions) {
  const client = useQueryClient();
  const isOpen = (at: number): boolean => expansions.open.some((item) => item.at === at);
  const open = async (at: number, step: Step): Promise<void> => {
    if (spec.levels.length === 0) {
      expansions.show({ step: step.step, at, entries: step.entries });
      return;
    }
    const filter = { levels: spec.levels, q: '', step: step.step };
    const { total } = await client.query({ ...entriesWindowQuery(spec.process, filter, 0), staleTime: 'static' });
    expansions.show({ step: step.step, at, entries: total });
  };
  return { isOpen, open, close: expansions.hide };
}
