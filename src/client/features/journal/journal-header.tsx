import { useTranslation } from 'react-i18next';
import { Heading } from 'react-aria-components/Heading';
import type { Process } from '#contract/process.ts';
import { useFormat } from '#client/i18n/format.ts';
import { copyText } from '#client/lib/copy-text.ts';
import { useNow } from '#client/lib/now.ts';
import { sharedAddress } from '#client/paths.ts';
import { IconButton } from '#client/ui/button.tsx';
import { CopyButton } from '#client/ui/copy-button.tsx';
import { StatusMark } from '#client/ui/status-mark.tsx';
import { Text } from '#client/ui/text.tsx';
import { toast } from '#client/ui/toast.tsx';
import { ExportMenu } from './export-menu.tsx';
import type { JournalSearch } from './journal-search.ts';
import { stateLook } from './state-look.ts';
import { useCardTitle } from './use-card-title.ts';
import { useJournalText } from './use-journal-text.ts';

type JournalHeaderProps = {
  process: Process;
  search: JournalSearch;
  titleId: string;
  hasFacts: boolean;
  onFlag: () => void;
  onClose: () => void;
};

/** Whose journal this is: what ran, where, when, who started it, and how to take it along. */
export function JournalHeader({ process, search, titleId, hasFacts, onFlag, onClose }: JournalHeaderProps) {
  const { t } = useTranslation('journal');
  const { t: words } = useTranslation('process');
  const copyJournal = useJournalText(process, search);
  const copyLink = async () => {
    if (await copyText(sharedAddress())) toast(t('copied.link'), 'success');
    else toast(t('copied.failed'), 'failure');
  };
  return (
    <header className="shrink-0 border-b border-line px-4 py-2 wide:px-5 wide:pt-4 wide:pb-3.5">
      <div className="flex items-start gap-2">
        <Heading
          slot="title"
          level={1}
          id={titleId}
          className="min-w-0 flex-1 pt-1 text-xl font-semibold text-pretty wrap-anywhere"
        >
          <Text>{process.template?.name ?? words('templateUnknown')}</Text>
        </Heading>
        <div className="-mr-1.5 flex shrink-0 items-center">
          <IconButton icon="flag" label={t('header.flag')} onPress={onFlag} />
          <IconButton icon="link" label={t('header.copyLink')} onPress={() => void copyLink()} />
          <IconButton
            icon="copy"
            label={copyJournal.isBusy ? t('header.copyingText') : t('header.copyText')}
            onPress={copyJournal.copy}
          />
          <ExportMenu process={process} search={search} />
          <IconButton icon="close" label={t('header.closeJournal')} onPress={onClose} />
        </div>
      </div>
      {hasFacts && <JournalFacts process={process} />}
    </header>
  );
}

/** Narrow, this scrolls away with the cause: there the header is its first line alone. */
export function JournalFacts({ process }: { process: Process }) {
  const { t } = useTranslation('journal');
  const { t: words } = useTranslation('process');
  const cardTitle = useCardTitle();
  const look = stateLook(process.state);
  const { card, stage, template } = process;
  const starter = process.startedBy?.name ?? null;
  const trigger = process.trigger?.name ?? process.trigger?.code ?? null;
  return (
    <div className="mt-1.5 flex flex-wrap items-center gap-x-3.5 gap-y-1 text-s text-muted">
      <StatusMark isSoft tone={look.tone} icon={look.icon} isTurning={process.state === 'running'}>
        {words(`states.${process.state}`)}
      </StatusMark>
      {process.stateTitle !== null && <Text>{process.stateTitle}</Text>}
      {card !== null && <Text>{cardTitle(card)}</Text>}
      {stage !== null && <Text>{t('header.stage', { stage: stage.name ?? stage.id })}</Text>}
      <Times process={process} />
      {starter !== null && <Text>{t('header.by', { name: starter })}</Text>}
      {starter === null && trigger !== null && <Text>{t('header.trigger', { name: trigger })}</Text>}
      {template !== null && template.version !== null && (
        <Text>{t('header.version', { version: template.version })}</Text>
      )}
      <span className="inline-flex max-w-full min-w-0 items-center gap-0.5">
        <span className="min-w-0 truncate font-mono text-xs">{process.process}</span>
        <CopyButton isIconOnly text={process.process} label={t('header.copyId')} />
      </span>
    </div>
  );
}

/** "19 Nov 2026, 17:03:40 – 17:03:44 MSK · 4.2 s": the day once, the zone once. */
function Times({ process }: { process: Process }) {
  const { t } = useTranslation('journal');
  const { t: words } = useTranslation('process');
  const format = useFormat();
  const { startedAt, finishedAt } = process;
  const now = useNow(finishedAt === null ? 1000 : null);
  if (startedAt === null) return <span>{words('startUnknown')}</span>;
  const start = (
    <time dateTime={startedAt} title={format.utc(startedAt)}>
      {format.fullDateTime(startedAt)}
    </time>
  );
  if (finishedAt === null) {
    return (
      <span>
        {start} {format.zoneShort()} · {t('header.running', { duration: format.between(startedAt, now) })}
      </span>
    );
  }
  const isSameDay = format.day(startedAt) === format.day(finishedAt);
  return (
    <span>
      {start} –{' '}
      <time dateTime={finishedAt} title={format.utc(finishedAt)}>
        {isSameDay ? format.time(finishedAt) : format.fullDateTime(finishedAt)}
      </time>{' '}
      {format.zoneShort()} · {format.between(startedAt, finishedAt)}
    </span>
  );
}
