import { useTranslation } from 'react-i18next';
import { Icon } from '#client/ui/icon.tsx';
import { Text } from '#client/ui/text.tsx';
import type { EntrySource } from './entry-parts.ts';

/** Who wrote the entry over REST, and whether its token proved that the step was his. */
export function SourceFact({ source }: { source: EntrySource }) {
  const { t } = useTranslation('entry');
  const [kind, ...rest] = (source.by ?? '').split(' ');
  const id = rest.join(' ');
  const { title } = source;
  const known = kind === 'application' && title !== null ? t('source.applicationNamed', { title }) : null;
  const name =
    known ?? (kind === 'application' || kind === 'key' ? t(`source.${kind}`, { id }) : (source.by ?? t('source.rest')));
  return (
    <>
      <Text className="wrap-anywhere">{name}</Text>
      {source.verified === false && (
        <span
          // The explanation shows on hover and when it is reached by keys.
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
          tabIndex={0}
          data-hint={t('source.unverifiedText')}
          className="flex w-fit items-center gap-1.5 text-warning"
        >
          <Icon name="alert" />
          {t('source.unverified')}
          <span className="sr-only">. {t('source.unverifiedText')}</span>
        </span>
      )}
    </>
  );
}
