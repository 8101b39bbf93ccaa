import { createContext, use, useCallback, useEffect, useId, useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useBlocker } from 'react-router';
import { Button } from '#client/ui/button.tsx';
import { Dialog } from '#client/ui/dialog.tsx';

const UnsavedContext = createContext<(form: string, isUnsaved: boolean) => void>(() => {});

/** Asks before a page is left on which something was written and not saved. Its forms say so by `useUnsaved`. */
export function UnsavedScope({ children }: { children: ReactNode }) {
  const [forms, setForms] = useState<ReadonlySet<string>>(new Set());
  const mark = useCallback((form: string, isUnsaved: boolean) => {
    setForms((before) => {
      if (before.has(form) === isUnsaved) return before;
      return new Set(isUnsaved ? [...before, form] : [...before].filter((one) => one !== form));
    });
  }, []);
  const isUnsaved = forms.size > 0;
  // What is only searched for or opened on the same page takes no form away; another portal does.
  const blocker = useBlocker(
    ({ currentLocation: from, nextLocation: to }) =>
      isUnsaved &&
      !isSaved(to.state) &&
      (from.pathname !== to.pathname || portalIn(from.search) !== portalIn(to.search)),
  );
  useEffect(() => {
    if (!isUnsaved) return;
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [isUnsaved]);
  return (
    <UnsavedContext value={mark}>
      {children}
      {blocker.state === 'blocked' && <AskUnsaved onStay={blocker.reset} onLeave={blocker.proceed} />}
    </UnsavedContext>
  );
}

/** Who saves and goes on in one breath says so: the page knows only a moment later. */
function isSaved(state: unknown): boolean {
  return typeof state === 'object' && state !== null && 'isSaved' in state && state.isSaved === true;
}

function portalIn(search: string): string | null {
  return new URLSearchParams(search).get('portal');
}

/** A form of this page has, or has no more, what was not saved. */
export function useUnsaved(isUnsaved: boolean): void {
  const form = useId();
  const mark = use(UnsavedContext);
  useEffect(() => {
    mark(form, isUnsaved);
    return () => mark(form, false);
  }, [mark, form, isUnsaved]);
}

/** A window with a form: once something was written in it, Escape, a press beside it and the cross ask first. */
export function FormDialog({ title, onClose, children }: { title: string; onClose: () => void; children: ReactNode }) {
  const [isWritten, setIsWritten] = useState(false);
  const [isAsked, setIsAsked] = useState(false);
  return (
    <Dialog title={title} onClose={() => (isWritten ? setIsAsked(true) : onClose())}>
      <div onChange={() => setIsWritten(true)}>{children}</div>
      {isAsked && <AskUnsaved onStay={() => setIsAsked(false)} onLeave={onClose} />}
    </Dialog>
  );
}

function AskUnsaved({ onStay, onLeave }: { onStay: () => void; onLeave: () => void }) {
  const { t } = useTranslation('settings');
  return (
    <Dialog title={t('unsaved.title')} onClose={onStay}>
      <p className="text-pretty">{t('unsaved.text')}</p>
      <div className="mt-5 flex flex-wrap justify-end gap-2">
        <Button variant="danger" onPress={onLeave}>
          {t('unsaved.leave')}
        </Button>
        <Button variant="primary" onPress={onStay}>
          {t('unsaved.stay')}
        </Button>
      </div>
    </Dialog>
  );
}
