import { useTranslation } from 'react-i18next';
import type { PortalInSettings } from '#contract/launch.ts';
import type { AccountInList } from '#contract/person.ts';
import { Time } from '#client/i18n/time.tsx';
import { Badge } from '#client/ui/badge.tsx';
import { Button } from '#client/ui/button.tsx';
import { StatusMark } from '#client/ui/status-mark.tsx';
import { Text } from '#client/ui/text.tsx';
import { accountLook } from './account-look.ts';
import { portalNames } from './portal-names.ts';

export const personRowGrid =
  'grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-6 gap-y-1 px-4 py-2.5 medium:px-5 @min-[48rem]:grid-cols-[minmax(0,1fr)_minmax(0,210px)_190px_84px]';

type PersonRowProps = {
  person: AccountInList;
  isSelf: boolean;
  portals: readonly PortalInSettings[];
  onChange: () => void;
};

/** One account: whose it is, what it may, whether it can sign in, when it last did. */
export function PersonRow({ person, isSelf, portals, onChange }: PersonRowProps) {
  const { t } = useTranslation('access');
  const { name, email, role, state, isExternal } = person;
  const look = accountLook[state];
  return (
    <li className={`min-h-[63px] border-t border-line first:border-t-0 @min-[48rem]:first:border-t ${personRowGrid}`}>
      <div className="min-w-0">
        <p className="flex min-w-0 items-center gap-2 font-medium">
          <Text className="truncate">{name}</Text>
          {isSelf && <Badge>{t('people.you')}</Badge>}
          {isExternal && <Badge>{t('people.external')}</Badge>}
        </p>
        <p className="truncate text-s text-muted">
          <Text>{email}</Text>
        </p>
      </div>
      <div className="col-start-1 min-w-0 @min-[48rem]:col-start-auto">
        <p className="font-medium @max-[48rem]:inline @max-[48rem]:text-s">{t(`roles.${role}.title`)}</p>
        <p className="truncate text-s text-muted @max-[48rem]:inline">
          <span className="@min-[48rem]:hidden"> · </span>
          <PortalList person={person} portals={portals} />
        </p>
      </div>
      <div className="col-start-1 flex min-w-0 flex-wrap items-center gap-x-3 text-s @min-[48rem]:col-start-auto">
        <StatusMark tone={look.tone} icon={look.icon}>
          {t(`people.states.${state}`)}
        </StatusMark>
        <span className="text-muted @min-[48rem]:basis-full">
          <LastSeen person={person} />
        </span>
      </div>
      <Button
        size="s"
        variant="ghost"
        className="col-start-2 row-start-1 -mr-2 justify-self-end @min-[48rem]:col-start-auto @min-[48rem]:row-start-auto"
        aria-label={t('people.changeNamed', { name })}
        onPress={onChange}
      >
        {t('people.change')}
      </Button>
    </li>
  );
}

function LastSeen({ person: { state, createdAt, signedInAt } }: { person: AccountInList }) {
  const { t } = useTranslation('access');
  if (signedInAt !== null) {
    return (
      <>
        {t('people.lastIn')} <Time at={signedInAt} form="ago" />
      </>
    );
  }
  if (state !== 'invited') return t('people.neverIn');
  return (
    <>
      {t('people.invitedAt')} <Time at={createdAt} form="day" />
    </>
  );
}

const mostNamed = 2;

function PortalList({ person, portals }: { person: AccountInList; portals: readonly PortalInSettings[] }) {
  const { t } = useTranslation('access');
  if (person.role === 'administrator') return t('people.allPortals');
  if (person.role === 'auditor') return t('people.auditLog');
  if (person.portals.length === 0) return t('people.noPortals');
  const names = portalNames(person.portals, portals);
  const all = names.join(', ');
  if (names.length <= mostNamed + 1) return <Text>{all}</Text>;
  return (
    <span title={all}>
      <Text>
        {t('people.morePortals', {
          names: names.slice(0, mostNamed).join(', '),
          shown: String(names.length - mostNamed),
        })}
      </Text>
    </span>
  );
}
