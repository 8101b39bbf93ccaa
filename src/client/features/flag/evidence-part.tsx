import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Flag, FlagCheck } from '#contract/flag.ts';
import { useFormat } from '#client/i18n/format.ts';
import { Button } from '#client/ui/button.tsx';
import { CopyButton } from '#client/ui/copy-button.tsx';
import type { IconName } from '#client/ui/icon.tsx';
import { StatusMark } from '#client/ui/status-mark.tsx';
import type { Tone } from '#client/ui/tone.ts';
import { flagCheckQuery } from './queries.ts';

const looks: Readonly<Record<FlagCheck['result'], { tone: Tone; icon: IconName }>> = {
  unchanged: { tone: 'success', icon: 'success' },
  changed: { tone: 'failure', icon: 'failure' },
  missing: { tone: 'failure', icon: 'failure' },
};

/** What was kept with a flag, and whether it is still what it was. */
export function EvidencePart({ flag, name }: { flag: Flag; name: string }) {
  const { t } = useTranslation('flags');
  const format = useFormat();
  const check = useQuery(flagCheckQuery(flag.flag));
  const { entries, sha256 } = flag.evidence;
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-s text-muted">
      <span>{t('evidence.entries', { count: entries, shown: format.number(entries) })}</span>
      <span className="inline-flex min-w-0 items-center gap-1">
        {t('evidence.sum')}
        <span className="font-mono text-xs" title={sha256}>
          {sha256.slice(0, 12)}…
        </span>
        <CopyButton isIconOnly text={sha256} label={t('evidence.copy')} />
      </span>
      <Button
        size="s"
        icon="shield"
        isPending={check.isFetching}
        aria-label={t('evidence.checkOf', { name })}
        onPress={() => void check.refetch()}
      >
        {t('evidence.check')}
      </Button>
      <span role="status" className="contents">
        {check.isError && !check.isFetching && <span className="text-failure">{t('evidence.failed')}</span>}
        {check.data !== undefined && !check.isError && <Result check={check.data} entries={entries} />}
      </span>
    </div>
  );
}

function Result({ check, entries }: { check: FlagCheck; entries: number }) {
  const { t } = useTranslation('flags');
  const format = useFormat();
  const { tone, icon } = looks[check.result];
  return (
    <>
      <StatusMark tone={tone} icon={icon}>
        {t(`evidence.checks.${check.result}`)}
      </StatusMark>
      {check.result === 'changed' && (
        <span className="wrap-anywhere">{t('evidence.changedText', { sum: `${check.sha256.slice(0, 12)}…` })}</span>
      )}
      {check.result === 'missing' && (
        <span>{t('evidence.missingText', { left: format.number(check.entries), shown: format.number(entries) })}</span>
      )}
    </>
  );
}
