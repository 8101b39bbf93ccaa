import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AuditEvent } from '#contract/audit.ts';
import { Time } from '#client/i18n/time.tsx';
import { classes } from '#client/lib/classes.ts';
import { IconButton } from '#client/ui/button.tsx';
import { Icon } from '#client/ui/icon.tsx';
import { StatusMark } from '#client/ui/status-mark.tsx';
import { Text } from '#client/ui/text.tsx';
import { iconOf, isRefusal } from './action-look.ts';
import type { AuditSearch } from './audit-search.ts';
import { EventFacts } from './event-facts.tsx';
import { useActorTitle } from './use-actor-title.ts';
import { useObjectKind } from './use-object-kind.ts';

export const eventRowGrid =
  'grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-0.5 px-4 py-2 medium:px-5 large:grid-cols-[150px_220px_minmax(0,1fr)_110px_32px]';

const narrowing =
  'max-w-full truncate rounded-mark text-left decoration-line-strong underline-offset-2 hover:underline';

type EventRowProps = { event: AuditEvent; onNarrow: (part: Partial<AuditSearch>) => void };

/** One event: when, who, what, from where. Who and what narrow the list to them; the rest opens below. */
export function EventRow({ event, onNarrow }: EventRowProps) {
  const { t } = useTranslation('audit');
  const [isOpen, setIsOpen] = useState(false);
  const kindOf = useObjectKind();
  const actorTitle = useActorTitle()(event.actor);
  const { seq, at, actor, action, object, network, details } = event;
  // Who signs in or out does so as himself: it need not be said twice.
  const shown = object?.kind === 'person' && actor.kind === 'person' && object.id === actor.id ? null : object;
  const factsId = `event-${seq}`;
  const reason = typeof details['reason'] === 'string' && action === 'entry.reveal' ? details['reason'] : null;
  return (
    <li className="border-t border-line first:border-t-0 large:first:border-t">
      <div className={`min-h-12 ${eventRowGrid}`}>
        <span className="text-s text-muted max-large:order-3">
          <Time at={at} />
        </span>
        <span className="flex min-w-0 max-large:order-2 max-large:col-span-2">
          <button
            type="button"
            data-hint={t('only', { actor: actorTitle })}
            className={classes(narrowing, 'max-large:text-s')}
            onClick={() => onNarrow({ actor: { kind: actor.kind, id: actor.id } })}
          >
            <Text>{actorTitle}</Text>
          </button>
        </span>
        <span className="flex min-w-0 flex-col max-large:order-1">
          {isRefusal(action) ? (
            <StatusMark tone="warning" icon={iconOf(action)}>
              {t(`actions.${action}`)}
            </StatusMark>
          ) : (
            <span className="flex min-w-0 items-center gap-1.5 font-medium">
              <Icon name={iconOf(action)} className="text-muted" />
              <span className="truncate">{t(`actions.${action}`)}</span>
            </span>
          )}
          {(shown !== null || reason !== null) && (
            <span className="flex min-w-0 gap-2 pl-5.5 text-s text-muted">
              {shown !== null && (
                <button
                  type="button"
                  data-hint={t('onlyObject', { object: shown.id })}
                  className={`shrink-0 ${narrowing} ${reason === null ? '' : 'max-w-2/5!'}`}
                  onClick={() => onNarrow({ object: shown.id })}
                >
                  {kindOf(shown.kind)} <Text className="font-mono text-xs">{shown.id}</Text>
                </button>
              )}
              {reason !== null && (
                <span className="min-w-0 truncate">
                  <Text>{reason}</Text>
                </span>
              )}
            </span>
          )}
        </span>
        <span className="truncate font-mono text-xs text-muted max-large:order-4 max-large:text-right">
          {network ?? ''}
        </span>
        <IconButton
          icon={isOpen ? 'chevronUp' : 'chevronDown'}
          size="s"
          label={t('open', { seq })}
          aria-expanded={isOpen}
          aria-controls={isOpen ? factsId : undefined}
          className="justify-self-end max-large:order-1"
          onPress={() => setIsOpen(!isOpen)}
        />
      </div>
      {isOpen && <EventFacts event={event} id={factsId} />}
    </li>
  );
}
