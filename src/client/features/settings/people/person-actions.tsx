import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { AccountInList } from '#contract/person.ts';
import { call } from '#client/api/call.ts';
import { useProblemText } from '#client/i18n/problem-text.ts';
import { Button } from '#client/ui/button.tsx';
import { Refusal } from '#client/ui/notice.tsx';
import { toast } from '#client/ui/toast.tsx';
import { peopleQuery } from '#client/features/settings/queries.ts';

type PersonActionsProps = {
  person: AccountInList;
  isSelf: boolean;
  isLast: boolean;
  onLink: () => void;
  onRemove: () => void;
};

/** What is done with an account at once: a new link, blocking and freeing, removing. What is not possible says why. */
export function PersonActions({ person, isSelf, isLast, onLink, onRemove }: PersonActionsProps) {
  const { t } = useTranslation('access');
  const client = useQueryClient();
  const problemText = useProblemText();
  const isBlocked = person.state === 'blocked';
  const blocking = useMutation({
    mutationFn: () => call('changePerson', { params: { person: person.person }, body: { isBlocked: !isBlocked } }),
    onSuccess: async () => {
      toast(t(isBlocked ? 'people.person.freed' : 'people.person.blocked', { name: person.name }), 'success');
      await client.invalidateQueries(peopleQuery());
    },
  });
  const keeps = isLast ? t('people.person.last') : isSelf ? t('people.person.self') : null;
  const noLink = person.isExternal
    ? t('people.person.linkExternal')
    : isBlocked
      ? t('people.person.linkBlocked')
      : null;
  return (
    <section className="mt-5 border-t border-line pt-4">
      <h3 className="font-semibold">{t('people.person.actions')}</h3>
      <ul className="mt-1 flex flex-col">
        <Action text={noLink ?? t('people.person.linkText')}>
          <Button size="s" icon="link" disabledReason={noLink} onPress={onLink}>
            {t('people.person.link')}
          </Button>
        </Action>
        <Action text={isBlocked ? t('people.person.freeText') : (keeps ?? t('people.person.blockText'))}>
          <Button
            size="s"
            disabledReason={isBlocked ? null : keeps}
            isPending={blocking.isPending}
            onPress={() => blocking.mutate()}
          >
            {t(isBlocked ? 'people.person.free' : 'people.person.block')}
          </Button>
        </Action>
        <Action text={keeps ?? t('people.person.removeText')}>
          <Button size="s" variant="danger" disabledReason={keeps} onPress={onRemove}>
            {t('people.person.remove')}
          </Button>
        </Action>
      </ul>
      <Refusal text={blocking.error === null ? null : problemText(blocking.error).text} className="mt-2" />
    </section>
  );
}

function Action({ text, children }: { text: string; children: ReactNode }) {
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 py-2">
      <p className="min-w-0 flex-1 basis-56 text-s text-pretty text-muted">{text}</p>
      {children}
    </li>
  );
}
