import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FailureView } from '#contract/failure-view.ts';
import { call } from '#client/api/call.ts';
import { useProblemText } from '#client/i18n/problem-text.ts';
import { Button } from '#client/ui/button.tsx';
import { Icon } from '#client/ui/icon.tsx';
import { Menu, type MenuAction } from '#client/ui/menu.tsx';
import { Text } from '#client/ui/text.tsx';
import { toast } from '#client/ui/toast.tsx';
import { type FailureSearch, readFailureSearch, viewOf } from './failure-search.ts';
import { failureViewsQuery } from './queries.ts';
import { NewViewDialog, ViewsDialog } from './views-dialogs.tsx';

type ViewsMenuProps = {
  search: FailureSearch;
  /** An administrator tidies up what others share. */
  mayRemoveShared: boolean;
  onOpen: (search: FailureSearch) => void;
};

/** Views that are kept: one's own and those that colleagues share. */
export function ViewsMenu({ search, mayRemoveShared, onOpen }: ViewsMenuProps) {
  const { t } = useTranslation('failures');
  const client = useQueryClient();
  const problemText = useProblemText();
  const views = useQuery(failureViewsQuery()).data?.items ?? [];
  const [opened, setOpened] = useState<string | null>(null);
  const [dialog, setDialog] = useState<'new' | 'edit' | null>(null);
  const now = viewOf(search);
  const shown = views.find((view) => view.search === now);
  const last = views.find((view) => view.view === opened && view.isOwn && view.search !== now);
  const saving = useMutation({
    mutationFn: async (view: FailureView) =>
      await call('changeFailureView', { params: { view: view.view }, query: {}, body: { search: now } }),
    onSuccess: () => toast(t('views.saved'), 'success'),
    onError: (error) => toast(`${t('views.failed')}: ${problemText(error).text}`, 'failure'),
    onSettled: () => client.invalidateQueries(failureViewsQuery()),
  });
  const actions: MenuAction[] = [
    ...views.map((view) => ({
      key: view.view,
      title: <Text>{view.name}</Text>,
      text: view.name,
      isChosen: view === shown,
      ...(view.isShared && {
        hint: view.by === null || view.isOwn ? t('views.shared') : <Text>{t('views.by', { name: view.by })}</Text>,
      }),
      onAction: () => {
        setOpened(view.view);
        onOpen(readFailureSearch(new URLSearchParams(view.search)));
      },
    })),
    ...(last === undefined
      ? []
      : [
          {
            key: 'update',
            icon: 'check' as const,
            title: t('views.update', { name: last.name }),
            onAction: () => saving.mutate(last),
          },
        ]),
    ...(shown === undefined
      ? [
          {
            key: 'new',
            icon: 'plus' as const,
            title: t('views.keep'),
            onAction: () => setDialog('new'),
          },
        ]
      : []),
    ...(!views.some((view) => view.isOwn || mayRemoveShared)
      ? []
      : [{ key: 'edit', icon: 'technical' as const, title: t('views.edit'), onAction: () => setDialog('edit') }]),
  ];
  return (
    <>
      <Menu
        label={t('views.menu')}
        trigger={
          <Button className="max-w-64">
            <span className="truncate">{shown === undefined ? t('views.menu') : shown.name}</span>
            <Icon name="chevronDown" />
          </Button>
        }
        actions={actions}
      />
      {dialog === 'new' && <NewViewDialog search={now} onMade={setOpened} onClose={() => setDialog(null)} />}
      {dialog === 'edit' && (
        <ViewsDialog views={views} mayRemoveShared={mayRemoveShared} onClose={() => setDialog(null)} />
      )}
    </>
  );
}
