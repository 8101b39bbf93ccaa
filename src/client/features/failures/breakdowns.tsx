import { useTranslation } from 'react-i18next';
import type { CausePage } from '#contract/failures.ts';
import { Breakdown } from './breakdown.tsx';
import type { OccurrenceChoice } from './queries.ts';

type BreakdownsProps = {
  page: CausePage;
  choice: OccurrenceChoice;
  onChoose: (choice: Partial<OccurrenceChoice>) => void;
};

/** By version of a template, by stage, by robot: three ways to the same failures. */
export function Breakdowns({ page, choice, onChoose }: BreakdownsProps) {
  const { t } = useTranslation('failures');
  const versions = page.versions.map(({ template, failures, cards }) => ({
    key: `${template.id}\n${template.version ?? ''}`,
    title: template.name ?? template.id,
    note: template.version === null ? t('cause.noVersion') : t('cause.version', { version: template.version }),
    failures,
    cards,
    isChosen: choice.template === template.id && choice.version === template.version,
    of: { template: template.id, version: template.version },
  }));
  return (
    <div className="grid gap-3 medium:grid-cols-2 large:grid-cols-3">
      <Breakdown
        title={t('cause.versions')}
        shares={versions}
        onToggle={(key) => {
          const one = versions.find((share) => share.key === key);
          if (one !== undefined) onChoose(one.isChosen ? { template: null, version: null } : one.of);
        }}
      />
      <Breakdown
        title={t('cause.stages')}
        shares={page.stages.map(({ stage, failures, cards }) => ({
          key: stage.id,
          title: stage.name ?? stage.id,
          note: null,
          failures,
          cards,
          isChosen: choice.stage === stage.id,
        }))}
        onToggle={(key) => onChoose({ stage: choice.stage === key ? null : key })}
      />
      <Breakdown
        title={t('cause.robots')}
        shares={page.robots.map(({ robot, failures, cards }) => ({
          key: robot,
          title: robot,
          note: null,
          failures,
          cards,
          isChosen: choice.robot === robot,
        }))}
        onToggle={(key) => onChoose({ robot: choice.robot === key ? null : key })}
      />
    </div>
  );
}
