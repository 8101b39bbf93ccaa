import { useTranslation } from 'react-i18next';
import { isTold } from './entry-parts.ts';
import { JsonView } from './json-view.tsx';

/** What went in and what came out; a trigger has only what came in. */
export function DataPart({ input, output, isTrigger }: { input: unknown; output: unknown; isTrigger: boolean }) {
  const { t } = useTranslation('entry');
  const titleIn = isTrigger ? t('data.came') : t('data.input');
  return (
    <div className="flex flex-col gap-3">
      {isTold(input) && <Section title={titleIn} value={input} />}
      {isTold(output) && <Section title={t('data.output')} value={output} />}
    </div>
  );
}

function Section({ title, value }: { title: string; value: unknown }) {
  return (
    <div>
      <h3 className="mb-1 text-s text-muted">{title}</h3>
      {typeof value === 'string' ? <JsonView text={value} label={title} /> : <JsonView value={value} label={title} />}
    </div>
  );
}
