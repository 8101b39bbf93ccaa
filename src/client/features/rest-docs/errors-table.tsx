import { useTranslation } from 'react-i18next';

type ErrorRow = { code: string; status: number; text: string };

/** Ways a call fails: the code to decide by, the HTTP status, what it says. */
export function ErrorsTable({ rows, label }: { rows: readonly ErrorRow[]; label: string }) {
  const { t } = useTranslation('restDocs');
  return (
    <table aria-label={label} className="w-full table-fixed border-collapse text-s">
      <colgroup>
        <col className="w-2/5 medium:w-1/3" />
        <col className="w-12" />
        <col />
      </colgroup>
      <thead className="sr-only">
        <tr>
          <th scope="col">{t('columns.code')}</th>
          <th scope="col">HTTP</th>
          <th scope="col">{t('columns.text')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ code, status, text }) => (
          <tr key={`${code} ${text}`} className="border-t border-line align-top">
            <th scope="row" className="py-1.5 pr-3 text-left font-normal">
              <code className="font-mono text-xs/5 wrap-anywhere">{code}</code>
            </th>
            <td className="py-1.5 pr-3 text-muted">{status}</td>
            <td className="py-1.5 break-words">{text}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
