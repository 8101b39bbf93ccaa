import { useTranslation } from 'react-i18next';

/** What kind of thing an event is about, in a word; one that this release has no word for stays as it is. */
export function useObjectKind(): (kind: string) => string {
  const { t, i18n } = useTranslation('audit');
  return (kind) => (i18n.exists(`objects.${kind}`, { ns: 'audit' }) ? t(`objects.${kind}` as 'objects.person') : kind);
}
