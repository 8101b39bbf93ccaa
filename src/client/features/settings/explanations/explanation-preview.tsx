import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { ExplanationPreview as Preview } from '#contract/explanation.ts';
import { FormSection } from '#client/features/settings/form-section.tsx';
import { useFormat } from '#client/i18n/format.ts';
import { useProblemText } from '#client/i18n/problem-text.ts';
import { Time } from '#client/i18n/time.tsx';
import { useDebounced } from '#client/lib/use-debounced.ts';
import { Notice } from '#client/ui/notice.tsx';
import { Text } from '#client/ui/text.tsx';
import { type ExplanationDraft, type Faults, isCodeOff, matchingOf } from './explanation-draft.ts';
import { PreviewCauses } from './preview-causes.tsx';
import { previewQuery } from './queries.ts';

type ExplanationPreviewProps = {
  /** The one that is being changed; null: a new one. */
  explanation: string | null;
  draft: ExplanationDraft;
  faults: Faults;
  onChange: (part: Partial<ExplanationDraft>) => void;
};

/** What the draft would explain of the last days, as it is written. */
export function ExplanationPreview({ explanation, draft, faults, onChange }: ExplanationPreviewProps) {
  const { t } = useTranslation('explanations');
  const problemText = useProblemText();
  const isOff = isCodeOff(draft);
  // Both at once are refused: what the code finds is shown, and beside each cause how to have that instead.
  const own = matchingOf(isOff ? { ...draft, before: [] } : draft);
  const matching = useDebounced(own, JSON.stringify(own));
  const isAsking = faults.phrases === undefined && (faults.code === undefined || isOff) && matching.phrases.length > 0;
  const answer = useQuery({ ...previewQuery(explanation, matching), enabled: isAsking, throwOnError: false });
  const found = isAsking ? answer.data : undefined;
  return (
    <FormSection title={t('preview.title')}>
      <div role="status" aria-busy={isAsking && answer.isFetching} className="flex min-h-12 flex-col gap-3">
        {!isAsking && <p className="text-pretty text-muted">{t('preview.wait')}</p>}
        {isAsking && answer.error !== null && (
          <p className="text-pretty text-failure">{`${t('preview.failed')}. ${problemText(answer.error).text}`}</p>
        )}
        {isAsking && found === undefined && answer.error === null && (
          <p className="text-muted">{t('preview.searching')}</p>
        )}
        {isOff && <Notice tone="warning">{t('preview.codeOff')}</Notice>}
        {found !== undefined && answer.error === null && <Found found={found} />}
      </div>
      {found !== undefined && (
        <>
          <PreviewCauses
            causes={found.causes}
            before={draft.before}
            hasCode={draft.activityCode.trim() !== ''}
            onChange={(before) => onChange({ before })}
          />
          <Examples examples={found.examples} />
        </>
      )}
    </FormSection>
  );
}

function Found({ found }: { found: Preview }) {
  const { t } = useTranslation('explanations');
  const format = useFormat();
  const { failures, cards, staying, days } = found;
  const takes = (kind: 'known' | 'other') => found.causes.some((one) => one.kind === kind && one.taken > 0);
  return (
    <>
      {failures === 0 && staying === 0 ? (
        <p className="text-pretty">{t('preview.nothing', { days })}</p>
      ) : (
        <p>
          <span className="text-l font-semibold">
            {t('preview.found', { count: failures, shown: format.number(failures), days })}
          </span>
          {cards > 0 && ` ${t('preview.cards', { count: cards, shown: format.number(cards) })}`}
        </p>
      )}
      {takes('other') && <Notice tone="warning">{t('preview.takesOther')}</Notice>}
      {takes('known') && <Notice tone="warning">{t('preview.takesKnown')}</Notice>}
      {staying > 0 && (
        <p className="text-s text-pretty text-muted">
          {t('preview.leaves', { count: staying, shown: format.number(staying) })}
        </p>
      )}
      {found.bounded && <p className="text-s text-pretty text-muted">{t('preview.bounded')}</p>}
    </>
  );
}

function Examples({ examples }: { examples: Preview['examples'] }) {
  const { t } = useTranslation('explanations');
  if (examples.length === 0) return null;
  return (
    <>
      <h3 className="mt-4 font-semibold">{t('preview.examples')}</h3>
      <ul aria-label={t('preview.examples')}>
        {examples.map(({ entry, process, robot, at, message, isTaken }) => (
          <li key={`${process} ${entry}`} className="border-t border-line py-2 first:border-t-0">
            <p className={`line-clamp-4 font-mono text-xs/5 wrap-anywhere ${isTaken ? '' : 'text-muted'}`}>
              <Text>{message ?? t('preview.noMessage')}</Text>
            </p>
            <p className="mt-0.5 text-s text-muted">
              <Text>{robot}</Text>
              {' · '}
              <Time at={at} />
              {!isTaken && ` · ${t('preview.stays')}`}
            </p>
          </li>
        ))}
      </ul>
    </>
  );
}
