import { useTranslation } from 'react-i18next';
import type { CausePage } from '#contract/failures.ts';
import type { OccurrenceChoice } from './queries.ts';

/** Which failures of a cause are shown, as they are called; what is not of this range by its id. */
export function useChosenWords(page: CausePage, { robot, template, version, stage }: OccurrenceChoice): string {
  const { t } = useTranslation('failures');
  const known = page.versions.find((one) => one.template.id === template)?.template.name;
  const stageName = page.stages.find((one) => one.stage.id === stage)?.stage.name;
  return [
    robot,
    template === null ? null : (known ?? template),
    version === null ? null : t('cause.version', { version }),
    stage === null ? null : (stageName ?? stage),
  ]
    .filter((word) => word !== null)
    .join(', ');
}
