import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'react-router';
import type { RestMethod } from '#contract/application.ts';
import { JsonView } from '#client/features/entry/json-view.tsx';
import { useFormat } from '#client/i18n/format.ts';
import { Badge } from '#client/ui/badge.tsx';
import { CodeBlock } from '#client/ui/code-block.tsx';
import { Icon } from '#client/ui/icon.tsx';
import type { Credential } from './credential.ts';
import { curlLine } from './curl.ts';
import { ErrorsTable } from './errors-table.tsx';
import { ParametersTable } from './parameters-table.tsx';

type MethodSectionProps = { method: RestMethod; base: string; credential: Credential };

/** One method: what it does, who may call it, what goes in, what comes out, how it fails. */
export const MethodSection = memo(function MethodSection({ method, base, credential }: MethodSectionProps) {
  const { t } = useTranslation('restDocs');
  const { language } = useFormat();
  const { search } = useLocation();
  const { name, scope, applicationOnly, ours, example } = method;
  const isRefused = applicationOnly && credential.kind === 'webhook';
  return (
    <section
      aria-labelledby={name}
      className="flex flex-col gap-3 rounded-section border border-line bg-surface px-4 py-4 medium:px-5"
    >
      <header>
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <h3 id={name} className="scroll-mt-4 font-mono text-l font-semibold wrap-anywhere">
            {name}
          </h3>
          {ours && <Badge tone="accent">{t('ours')}</Badge>}
          <Link
            to={{ hash: name, search }}
            replace
            aria-label={t('linkTo', { name })}
            data-hint={t('linkTo', { name })}
            className="rounded-mark p-1 text-muted hover:text-accent"
          >
            <Icon name="link" />
          </Link>
        </div>
        <p className="mt-1 max-w-prose text-pretty">{method.summary[language]}</p>
        <p className="mt-1 flex flex-wrap gap-x-4 text-s text-muted">
          <span>
            {t('who')}:{' '}
            <span className="text-text">{t(applicationOnly ? 'callers.application' : 'callers.anyone')}</span>
          </span>
          <span>
            {t('scope')}:{' '}
            {scope === null ? (
              <span className="text-text">{t('anyScope')}</span>
            ) : (
              <code className="font-mono text-xs text-text">{scope}</code>
            )}
          </span>
        </p>
      </header>
      <Part title={t('parameters')}>
        {method.parameters.length === 0 ? (
          <p className="text-s text-muted">{t('noParameters')}</p>
        ) : (
          <ParametersTable parameters={method.parameters} label={t('parametersOf', { name })} />
        )}
      </Part>
      <Part title={t('request')}>
        {isRefused && <p className="mb-1.5 text-s text-pretty text-warning">{t('webhookRefused')}</p>}
        <CodeBlock
          label={t('requestOf', { name })}
          copyLabel={t('copyCurl', { name })}
          text={curlLine({ base, credential, method: name, parameters: example.parameters, applicationOnly })}
        />
      </Part>
      <Part title={t('answer')}>
        <JsonView value={{ result: example.result }} label={t('answerOf', { name })} />
      </Part>
      {method.errors.length > 0 && (
        <Part title={t('errors')}>
          <ErrorsTable
            label={t('errorsOf', { name })}
            rows={method.errors.map(({ code, status, description }) => ({ code, status, text: description }))}
          />
        </Part>
      )}
    </section>
  );
});

function Part({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <div>
      <h4 className="mb-1 text-s text-muted">{title}</h4>
      {children}
    </div>
  );
}
