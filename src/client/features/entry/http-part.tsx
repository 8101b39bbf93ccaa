import { useTranslation } from 'react-i18next';
import { useFormat } from '#client/i18n/format.ts';
import { Badge } from '#client/ui/badge.tsx';
import { Text } from '#client/ui/text.tsx';
import { httpTone, isTold, type HttpCall } from './entry-parts.ts';
import { JsonView } from './json-view.tsx';

/** A call of another system: what was asked and what was answered. */
export function HttpPart({ http }: { http: HttpCall }) {
  const { t } = useTranslation('entry');
  const format = useFormat();
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1 text-s">
        {http.method !== null && <strong className="font-semibold">{http.method.toUpperCase()}</strong>}
        {http.url !== null && (
          <span className="min-w-0 font-mono text-xs wrap-anywhere">
            <Text>{http.url}</Text>
          </span>
        )}
        {http.status !== null && (
          <Badge tone={httpTone(http.status)}>
            <span aria-label={t('http.status', { status: http.status })}>{http.status}</span>
          </Badge>
        )}
        {http.durationMs !== null && <span className="text-muted">{format.duration(http.durationMs)}</span>}
      </div>
      <Side title={t('http.request')} headers={http.requestHeaders} body={http.requestBody} none={t('http.noBody')} />
      <Side
        title={t('http.response')}
        headers={http.responseHeaders}
        body={http.responseBody}
        none={http.status === null ? t('http.noAnswer') : t('http.noBody')}
      />
    </div>
  );
}

type SideProps = { title: string; headers: HttpCall['requestHeaders']; body: unknown; none: string };

function Side({ title, headers, body, none }: SideProps) {
  const { t } = useTranslation('entry');
  const names = Object.entries(headers);
  return (
    <section aria-label={title}>
      <h3 className="mb-1 text-s text-muted">{title}</h3>
      {names.length > 0 && (
        <details className="mb-1.5 text-s">
          <summary className="text-muted hover:text-text">
            {t('http.headers')} <span className="tabular-nums">({names.length})</span>
          </summary>
          <dl className="mt-1 flex flex-col gap-0.5 font-mono text-xs">
            {names.map(([name, value]) => (
              <div key={name} className="wrap-anywhere">
                <dt className="inline text-accent">
                  <Text>{name}</Text>
                </dt>
                <dd className="inline">
                  {': '}
                  <Text>{value}</Text>
                </dd>
              </div>
            ))}
          </dl>
        </details>
      )}
      {!isTold(body) && <p className="text-s text-muted">{none}</p>}
      {isTold(body) && typeof body === 'string' && <JsonView text={body} label={`${title}: ${t('http.body')}`} />}
      {isTold(body) && typeof body !== 'string' && <JsonView value={body} label={`${title}: ${t('http.body')}`} />}
    </section>
  );
}
