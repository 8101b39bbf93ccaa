import { useTranslation } from 'react-i18next';
import type { AuditEvent } from '#contract/audit.ts';

type Who = AuditEvent['actor'];

/** Who did it, in a word or two: his name as it is now, else what the log knows of him. */
export function useActorTitle(): (actor: Who) => string {
  const { t } = useTranslation('audit');
  return ({ kind, id, name }) => name ?? [t(`unnamed.${kind}`), id].filter(Boolean).join(' ');
}
