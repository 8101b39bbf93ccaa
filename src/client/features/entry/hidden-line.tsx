import { useEffect, useRef, useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Problem } from '#contract/problem.ts';
import { useProblemText } from '#client/i18n/problem-text.ts';
import { Button } from '#client/ui/button.tsx';
import { Field } from '#client/ui/field.tsx';
import { Icon } from '#client/ui/icon.tsx';
import { Refusal } from '#client/ui/notice.tsx';
import type { Reveal } from './use-reveal.ts';

const leastReason = 5;

/** Says that something of the entry is hidden, and asks for the reason of who may look at it all the same. */
export function HiddenLine({ reveal, mayReveal }: { reveal: Reveal; mayReveal: boolean }) {
  const { t } = useTranslation('entry');
  const [isAsking, setIsAsking] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const wasAsking = useRef(false);
  useEffect(() => {
    // Who called it off is where he was.
    if (wasAsking.current && !isAsking) opener.current?.focus();
    wasAsking.current = isAsking;
  }, [isAsking]);

  if (reveal.found !== null) {
    return (
      <p role="status" className="flex flex-wrap items-center gap-x-2 gap-y-1 text-s text-warning">
        <Icon name="eye" />
        {t('hidden.shown')}
        <Button variant="link" onPress={reveal.forget}>
          {t('hidden.hide')}
        </Button>
      </p>
    );
  }
  return (
    <div className="flex flex-col gap-2">
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-s text-muted">
        <Icon name="eyeOff" />
        {t('hidden.hidden')}
        {mayReveal && !isAsking && (
          <Button ref={opener} variant="link" onPress={() => setIsAsking(true)}>
            {t('hidden.show')}
          </Button>
        )}
      </p>
      {isAsking && <ReasonForm reveal={reveal} onCancel={() => setIsAsking(false)} />}
    </div>
  );
}

function ReasonForm({ reveal, onCancel }: { reveal: Reveal; onCancel: () => void }) {
  const { t } = useTranslation('entry');
  const problemText = useProblemText();
  const [fault, setFault] = useState<string>();
  const submit = (event: SyntheticEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const given = new FormData(event.currentTarget).get('reason');
    const reason = typeof given === 'string' ? given.trim() : '';
    setFault(reason.length < leastReason ? t('hidden.tooShort') : undefined);
    if (reason.length >= leastReason) reveal.ask(reason.slice(0, 500));
  };
  return (
    // It hears Escape before the pane and the window do.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <form
      noValidate
      aria-label={t('hidden.form')}
      className="flex flex-col gap-2.5 rounded-control border border-line bg-surface p-3"
      onSubmit={submit}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        event.preventDefault();
        onCancel();
      }}
    >
      <Field
        isFirst
        name="reason"
        type="text"
        autoComplete="off"
        label={t('hidden.reason')}
        hint={t('hidden.reasonHint')}
        fault={fault}
      />
      <Refusal text={reveal.error === null ? null : said(reveal.error)} />
      <div className="flex flex-wrap gap-2">
        <Button type="submit" size="s" variant="primary" isPending={reveal.isPending}>
          {t('hidden.show')}
        </Button>
        <Button size="s" onPress={onCancel}>
          {t('hidden.cancel')}
        </Button>
      </div>
    </form>
  );

  function said(error: unknown): string {
    const isTooMuch = error instanceof Problem && error.code === 'too_many_requests';
    return isTooMuch ? t('hidden.tooMany') : problemText(error).text;
  }
}
