import { useTranslation } from 'react-i18next';
import type { RestMethod } from '#contract/application.ts';
import { useFormat } from '#client/i18n/format.ts';

export function ParametersTable({ parameters, label }: { parameters: RestMethod['parameters']; label: string }) {
  const { t } = useTranslation('restDocs');
  const { language } = useFormat();
  return (
    <table aria-label={label} className="w-full table-fixed border-collapse text-s">
      <colgroup>
        <col className="w-2/5 medium:w-1/3" />
        <col />
      </colgroup>
      <thead className="sr-only">
        <tr>
          <th scope="col">{t('columns.name')}</th>
          <th scope="col">{t('columns.about')}</th>
        </tr>
      </thead>
      <tbody>
        {parameters.map(({ name, type, required, about }) => (
          <tr key={name} className="border-t border-line align-top">
            <th scope="row" className="py-1.5 pr-4 text-left font-normal">
              <code className="block font-mono text-xs/5 font-semibold wrap-anywhere">{name}</code>
              <span className="text-xs text-muted">
                {type}
                {required && <> · {t('required')}</>}
              </span>
            </th>
            <td className="py-1.5 text-pretty break-words">
              <Marked text={about[language]} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** What stands between backticks is code. */
function Marked({ text }: { text: string }) {
  return text.split('`').map((part, index) =>
    index % 2 === 0 ? (
      part
    ) : (
      <code key={index} className="rounded-mark bg-neutral-soft px-1 font-mono text-xs wrap-anywhere">
        {part}
      </code>
    ),
  );
}
