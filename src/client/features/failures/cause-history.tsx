import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CauseNote } from '#contract/failures.ts';
import { call } from '#client/api/call.ts';
import { useFormat } from '#client/i18n/format.ts';
import { useProblemText } from '#client/i18n/problem-text.ts';
import { Time } from '#client/i18n/time.tsx';
import { Button } from '#client/ui/button.tsx';
import { Form } from '#client/ui/form.tsx';
import { Refusal } from '#client/ui/notice.tsx';
import { Text } from '#client/ui/text.tsx';
import { TextAreaField } from '#client/ui/text-area-field.tsx';
import { toast } from '#client/ui/toast.tsx';
import { causeHistoryQuery } from './queries.ts';

/** What was done to a cause and said of it, newest first, and the next word. */
export function CauseHistory({ cause }: { cause: string }) {
  const { t } = useTranslation('failures');
  const problemText = useProblemText();
  const client = useQueryClient();
  const [text, setText] = useState('');
  const history = useInfiniteQuery(causeHistoryQuery(cause));
  const notes = history.data?.pages.flatMap((page) => page.items) ?? [];
  const saying = useMutation({
    mutationFn: async (said: string) =>
      await call('addCauseComment', { params: { cause }, query: {}, body: { text: said } }),
    onSuccess: async () => {
      setText('');
      toast(t('cause.said'), 'success');
      await client.invalidateQueries(causeHistoryQuery(cause));
    },
  });
  return (
    <section aria-label={t('cause.history')} className="rounded-section border border-line bg-surface px-4 py-3">
      <h2 className="mb-2 font-semibold">{t('cause.history')}</h2>
      <Form
        onSend={() => {
          if (!saying.isPending && text.trim() !== '') saying.mutate(text.trim());
        }}
      >
        <TextAreaField
          name="text"
          label={t('cause.addComment')}
          rows={2}
          maxLength={4000}
          value={text}
          onChange={setText}
        />
        <Refusal text={saying.error === null ? null : problemText(saying.error).text} />
        {text.trim() !== '' && (
          <div className="-mt-2 flex justify-end">
            <Button type="submit" variant="primary" isPending={saying.isPending}>
              {t('cause.say')}
            </Button>
          </div>
        )}
      </Form>
      {history.data !== undefined && notes.length === 0 && (
        <p className="mt-2 text-s text-pretty text-muted">{t('cause.noHistory')}</p>
      )}
      <ol className="mt-2">
        {notes.map((note) => (
          <NoteRow key={note.note} note={note} cause={cause} />
        ))}
      </ol>
      {history.hasNextPage && (
        <Button
          variant="link"
          className="mt-1 text-s"
          isPending={history.isFetchingNextPage}
          onPress={() => void history.fetchNextPage()}
        >
          {t('list.showMore')}
        </Button>
      )}
    </section>
  );
}

function NoteRow({ note, cause }: { note: CauseNote; cause: string }) {
  const { t } = useTranslation('failures');
  const words = useNoteWords(cause);
  const said = note.kind === 'comment' ? note.text : note.kind === 'state' ? note.comment : null;
  return (
    <li className="border-t border-line py-2 first:border-t-0">
      <p className="text-s text-muted">
        <span className="font-medium text-text">
          <Text>{note.by ?? t('cause.notes.somebody')}</Text>
        </span>
        {' · '}
        <Time at={note.at} />
      </p>
      {note.kind !== 'comment' && (
        <p className="text-pretty">
          <Text>{words(note)}</Text>
        </p>
      )}
      {said !== null && (
        <p className="text-pretty whitespace-pre-line wrap-anywhere">
          <Text>{said}</Text>
        </p>
      )}
    </li>
  );
}

/** What was done, from where one looks: a merge has two sides. */
function useNoteWords(cause: string): (note: Exclude<CauseNote, { kind: 'comment' }>) => string {
  const { t } = useTranslation('failures');
  const format = useFormat();
  return (note) => {
    switch (note.kind) {
      case 'state': {
        const ends = [
          note.mutedUntil === null ? null : t('cause.mutedUntil', { date: format.dateTime(note.mutedUntil) }),
          note.mutedRatePerHour === null ? null : t('cause.mutedRate', { shown: format.number(note.mutedRatePerHour) }),
        ].filter((end) => end !== null);
        return [t(`cause.notes.${note.state}`), ...ends].join(' ');
      }
      case 'assign':
        return note.assignee === null ? t('cause.notes.unassign') : t('cause.notes.assign', { name: note.assignee });
      case 'merge':
        return note.into.cause === cause
          ? t('cause.notes.merge', { title: note.cause.title })
          : t('cause.notes.mergeInto', { title: note.into.title });
      case 'split':
        return note.from.cause === cause
          ? t('cause.notes.split', { title: note.cause.title })
          : t('cause.notes.splitFrom', { title: note.from.title });
    }
  };
}
