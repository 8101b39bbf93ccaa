import { useTranslation } from 'react-i18next';
import type { BulkAnswer } from '#contract/failures.ts';
import { useFormat } from '#client/i18n/format.ts';
import { Button } from '#client/ui/button.tsx';
import type { IconName } from '#client/ui/icon.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { StatusMark } from '#client/ui/status-mark.tsx';
import { Text } from '#client/ui/text.tsx';
import type { Tone } from '#client/ui/tone.ts';

type Result = BulkAnswer['items'][number]['result'];
const looks: Readonly<Record<Result, { tone: Tone; icon: IconName }>> = {
  done: { tone: 'success', icon: 'success' },
  unchanged: { tone: 'neutral', icon: 'minus' },
  failed: { tone: 'failure', icon: 'failure' },
};

type BulkReportProps = {
  answer: BulkAnswer;
  /** `willBe`: of a dry run; `results`: of what was done. */
  words: 'willBe' | 'results';
  onClose?: () => void;
};

/** How many causes it is about, and what becomes of each. */
export function BulkReport({ answer, words, onClose }: BulkReportProps) {
  const { t } = useTranslation('failures');
  const format = useFormat();
  const countOf = (result: Result) => answer.items.filter((item) => item.result === result).length;
  const [done, unchanged, failed] = [countOf('done'), countOf('unchanged'), countOf('failed')];
  const counted = (count: number) => ({ count, shown: format.number(count) });
  const isDryRun = words === 'willBe';
  return (
    <div>
      <p role="status" className="text-l font-medium">
        {done === 0 && isDryRun ? t('bulk.nothing') : t(isDryRun ? 'bulk.willTouch' : 'bulk.done', counted(done))}
        {isDryRun &&
          done > 0 &&
          unchanged === 0 &&
          answer.left === 0 &&
          `, ${t('bulk.failures', counted(answer.failures))}`}
      </p>
      {isDryRun && unchanged > 0 && done > 0 && (
        <p className="mt-1 text-pretty text-muted">{t('bulk.unchanged', counted(unchanged))}</p>
      )}
      {failed > 0 && (
        <Notice tone="failure" className="mt-2">
          {t('bulk.failed', counted(failed))}
        </Notice>
      )}
      {answer.left > 0 && (
        <Notice tone="warning" className="mt-2">
          {t('bulk.left', { shown: format.number(answer.left) })}
        </Notice>
      )}
      <ul
        aria-label={t('bulk.report')}
        // Reached by the keyboard, so that it can be scrolled.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        className="mt-3 max-h-72 overflow-y-auto rounded-control border border-line"
      >
        {answer.items.map(({ cause, title, result }) => (
          <li
            key={cause}
            className="flex items-center justify-between gap-3 border-t border-line px-3 py-2 text-s first:border-t-0"
          >
            <span className="line-clamp-2 min-w-0">
              <Text>{title}</Text>
            </span>
            <span className="shrink-0">
              <StatusMark {...(isDryRun && result === 'done' ? { tone: 'running', icon: 'running' } : looks[result])}>
                {t(`bulk.${words}.${result}`)}
              </StatusMark>
            </span>
          </li>
        ))}
      </ul>
      {onClose !== undefined && (
        <div className="mt-4 flex justify-end">
          <Button variant="primary" onPress={onClose}>
            {t('bulk.close')}
          </Button>
        </div>
      )}
    </div>
  );
}
