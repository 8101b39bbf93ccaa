import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type FailureView, NewFailureView } from '#contract/failure-view.ts';
import { call } from '#client/api/call.ts';
import { useProblemText } from '#client/i18n/problem-text.ts';
import { textOf } from '#client/lib/form-values.ts';
import { Button, IconButton } from '#client/ui/button.tsx';
import { CheckField } from '#client/ui/check-field.tsx';
import { Dialog } from '#client/ui/dialog.tsx';
import { Field } from '#client/ui/field.tsx';
import { Form } from '#client/ui/form.tsx';
import { Refusal } from '#client/ui/notice.tsx';
import { Text } from '#client/ui/text.tsx';
import { toast } from '#client/ui/toast.tsx';
import { failureViewsQuery } from './queries.ts';

const nameIn = (form: HTMLFormElement): string => textOf(form, 'name');
const isName = (name: string): boolean => NewFailureView.safeParse({ name, search: '', isShared: false }).success;

type NewViewDialogProps = { search: string; onMade: (view: string) => void; onClose: () => void };

/** Gives what is on the screen a name. */
export function NewViewDialog({ search, onMade, onClose }: NewViewDialogProps) {
  const { t } = useTranslation('failures');
  const problemText = useProblemText();
  const client = useQueryClient();
  const [isShared, setIsShared] = useState(false);
  const [isWrong, setIsWrong] = useState(false);
  const making = useMutation({
    mutationFn: async (name: string) => await call('addFailureView', { query: {}, body: { name, search, isShared } }),
    onSuccess: async ({ view }) => {
      await client.invalidateQueries(failureViewsQuery());
      toast(t('views.saved'), 'success');
      onMade(view);
      onClose();
    },
  });
  return (
    <Dialog title={t('views.title')} onClose={onClose}>
      <Form
        onSend={(form) => {
          if (making.isPending) return;
          const name = nameIn(form);
          setIsWrong(!isName(name));
          if (isName(name)) making.mutate(name);
        }}
      >
        <p className="-mt-1 text-pretty text-muted">{t('views.about')}</p>
        <Field
          name="name"
          type="text"
          autoComplete="off"
          isFirst
          label={t('views.name')}
          fault={isWrong ? t('views.nameWrong') : undefined}
        />
        <CheckField
          name="shared"
          value="yes"
          label={t('views.share')}
          hint={t('views.shareHint')}
          isChecked={isShared}
          onToggle={setIsShared}
        />
        <Refusal text={making.error === null ? null : problemText(making.error).text} />
        <div className="flex flex-wrap justify-end gap-2">
          <Button onPress={onClose}>{t('views.cancel')}</Button>
          <Button type="submit" variant="primary" isPending={making.isPending}>
            {t('views.save')}
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}

type ViewsDialogProps = { views: readonly FailureView[]; mayRemoveShared: boolean; onClose: () => void };

/** Names, with whom they are shared, and the way to be rid of them. */
export function ViewsDialog({ views, mayRemoveShared, onClose }: ViewsDialogProps) {
  const { t } = useTranslation('failures');
  const changeable = views.filter((view) => view.isOwn || mayRemoveShared);
  return (
    <Dialog title={t('views.editTitle')} onClose={onClose}>
      <ul className="flex flex-col gap-4">
        {changeable.map((view) => (
          <li key={view.view}>
            <OneView view={view} />
          </li>
        ))}
      </ul>
      {changeable.length === 0 && <p className="text-muted">{t('views.none')}</p>}
    </Dialog>
  );
}

function OneView({ view }: { view: FailureView }) {
  const { t } = useTranslation('failures');
  const problemText = useProblemText();
  const client = useQueryClient();
  const [isShared, setIsShared] = useState(view.isShared);
  const [isWrong, setIsWrong] = useState(false);
  const params = { view: view.view };
  const done = async (said: string) => {
    await client.invalidateQueries(failureViewsQuery());
    toast(said, 'success');
  };
  const changing = useMutation({
    mutationFn: async (name: string) =>
      await call('changeFailureView', { params, query: {}, body: { name, isShared } }),
    onSuccess: async () => await done(t('views.saved')),
  });
  const removing = useMutation({
    mutationFn: async () => await call('removeFailureView', { params, query: {} }),
    onSuccess: async () => await done(t('views.removed')),
  });
  const error = changing.error ?? removing.error;
  const remove = (
    <IconButton
      icon="close"
      label={t('views.remove', { name: view.name })}
      isPending={removing.isPending}
      onPress={() => removing.mutate()}
    />
  );
  return (
    <>
      {view.isOwn ? (
        <Form
          onSend={(form) => {
            const name = nameIn(form);
            setIsWrong(!isName(name));
            if (isName(name) && !changing.isPending) changing.mutate(name);
          }}
        >
          <div className="flex items-end gap-2">
            <div className="min-w-0 flex-1">
              <Field
                name="name"
                type="text"
                autoComplete="off"
                label={t('views.name')}
                defaultValue={view.name}
                fault={isWrong ? t('views.nameWrong') : undefined}
              />
            </div>
            <Button type="submit" aria-label={t('views.rename', { name: view.name })} isPending={changing.isPending}>
              {t('views.save')}
            </Button>
            {remove}
          </div>
          <div className="-mt-2">
            <CheckField
              name="shared"
              value="yes"
              label={t('views.share')}
              isChecked={isShared}
              onToggle={setIsShared}
            />
          </div>
        </Form>
      ) : (
        <p className="flex items-center justify-between gap-2">
          <span className="min-w-0">
            <Text>{view.name}</Text>
            <span className="block text-s text-muted">
              {view.by === null ? t('views.shared') : <Text>{t('views.by', { name: view.by })}</Text>}
            </span>
          </span>
          {remove}
        </p>
      )}
      <Refusal text={error === null ? null : problemText(error).text} className="mt-2" />
    </>
  );
}
