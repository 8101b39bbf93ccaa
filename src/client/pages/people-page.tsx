import { useMutation, useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { AccountInList } from '#contract/person.ts';
import { useAddressState } from '#client/address-state.ts';
import { call } from '#client/api/call.ts';
import { ahead, queryClient } from '#client/api/query-client.ts';
import { sessionQuery } from '#client/features/session/queries.ts';
import { PageHead } from '#client/features/settings/page-head.tsx';
import { InviteDialog } from '#client/features/settings/people/invite-dialog.tsx';
import { isLastAdministrator } from '#client/features/settings/people/last-administrator.ts';
import { LinkDialog } from '#client/features/settings/people/link-dialog.tsx';
import { readPeopleSearch, writePeopleSearch } from '#client/features/settings/people/people-search.ts';
import { PeopleFilter } from '#client/features/settings/people/people-filter.tsx';
import { PeopleList } from '#client/features/settings/people/people-list.tsx';
import { PersonDialog } from '#client/features/settings/people/person-dialog.tsx';
import { PersonGone } from '#client/features/settings/people/person-gone.tsx';
import { RemovePerson } from '#client/features/settings/people/remove-person.tsx';
import { peopleQuery, portalsQuery } from '#client/features/settings/queries.ts';
import { useProblemText } from '#client/i18n/problem-text.ts';
import { usePageTitle } from '#client/lib/page-title.ts';
import { paths } from '#client/paths.ts';
import { Button } from '#client/ui/button.tsx';
import { toast } from '#client/ui/toast.tsx';

export function loader() {
  ahead(queryClient.query(peopleQuery()));
  ahead(queryClient.query(portalsQuery()));
  return null;
}

/** What stands over the page and is nobody else's to open by a link: a link that is shown once, a question. */
type Open =
  | { kind: 'nothing' }
  | { kind: 'link'; name: string; link: { link: string; expiresAt: string } }
  | { kind: 'removing'; person: AccountInList };

const nothing: Open = { kind: 'nothing' };

/** Everybody with an account. */
export function PeoplePage() {
  const { t } = useTranslation(['access', 'settings']);
  const client = useQueryClient();
  const navigate = useNavigate();
  const problemText = useProblemText();
  const [search, change] = useAddressState(readPeopleSearch, writePeopleSearch);
  const [open, setOpen] = useState<Open>(nothing);
  const list = useQuery(peopleQuery());
  const portals = useQuery({ ...portalsQuery(), throwOnError: false }).data?.items ?? [];
  const { data: session } = useSuspenseQuery(sessionQuery());
  usePageTitle(t('settings:pages.people'));
  const isSelf = (one: AccountInList) => one.email === session.person.email;
  const close = () => change({ person: null });
  const showLink = (name: string, link: { link: string; expiresAt: string }) => {
    close();
    setOpen({ kind: 'link', name, link });
    void client.invalidateQueries(peopleQuery());
  };
  const renewing = useMutation({
    mutationFn: ({ person }: AccountInList) => call('renewInvitation', { params: { person } }),
    onSuccess: (link, { name }) => showLink(name, link),
    onError: (error) => toast(problemText(error).text, 'failure'),
  });
  /** Who changed his own rights has other pages from now on. */
  async function afterSaving(before: AccountInList, now: AccountInList): Promise<void> {
    if (isSelf(before)) {
      const person = { ...session.person, name: now.name, role: now.role };
      client.setQueryData(sessionQuery().queryKey, { ...session, person });
    }
    if (isSelf(before) && now.role !== 'administrator') {
      await navigate(paths.home());
      await client.invalidateQueries(sessionQuery());
    } else {
      close();
      await client.invalidateQueries(peopleQuery());
    }
  }

  const people = list.data?.items ?? [];
  const person = people.find((one) => one.person === search.person);
  return (
    <div className="flex flex-col gap-4">
      <PageHead
        title={t('settings:pages.people')}
        text={t('people.about')}
        action={
          <Button variant="primary" icon="plus" onPress={() => change({ person: 'new' })}>
            {t('people.invite')}
          </Button>
        }
      />
      <PeopleFilter search={search} onChange={change} />
      <PeopleList
        list={list}
        search={search}
        portals={portals}
        isSelf={isSelf}
        onChange={({ person }) => change({ person })}
        onReset={() => change({ q: '', role: 'all', state: 'all' })}
      />
      {search.person === 'new' && <InviteDialog portals={portals} onMade={showLink} onClose={close} />}
      {person !== undefined && (
        <PersonDialog
          key={person.person}
          person={person}
          isSelf={isSelf(person)}
          isLast={isLastAdministrator(people, person)}
          portals={portals}
          onLink={() => renewing.mutate(person)}
          onRemove={() => {
            close();
            setOpen({ kind: 'removing', person });
          }}
          onSaved={(now) => void afterSaving(person, now)}
          onClose={close}
        />
      )}
      {search.person !== null && search.person !== 'new' && list.data !== undefined && person === undefined && (
        <PersonGone onClose={close} />
      )}
      {open.kind === 'link' && <LinkDialog name={open.name} link={open.link} onClose={() => setOpen(nothing)} />}
      {open.kind === 'removing' && <RemovePerson person={open.person} onClose={() => setOpen(nothing)} />}
    </div>
  );
}
