import { useTranslation } from 'react-i18next';
import { OnceDialog } from '#client/features/settings/once-dialog.tsx';
import { CodeBlock } from '#client/ui/code-block.tsx';

/** How a webhook knows that a digest is ours; the same five lines are in the README. */
const check = `const time = request.headers['x-journal-timestamp'];
const mine = createHmac('sha256', SECRET).update(\`\${time}.\`).update(rawBody).digest();
const theirs = Buffer.from(request.headers['x-journal-signature'].slice('sha256='.length), 'hex');
const isFresh = Math.abs(Date.now() / 1000 - Number(time)) < 300;
const isOurs = isFresh && theirs.length === mine.length && timingSafeEqual(mine, theirs);
`;

/** A webhook's signing secret, this once, and how to check a signature by it. */
export function DigestSecret({ secret, onClose }: { secret: string; onClose: () => void }) {
  const { t } = useTranslation('digest');
  return (
    <OnceDialog
      title={t('secret.title')}
      warning={t('secret.warning')}
      lines={[{ key: 'secret', label: t('secret.label'), value: secret, copyLabel: t('secret.copy') }]}
      done={t('secret.done')}
      onClose={onClose}
    >
      <div>
        <p className="mb-1.5 text-s text-pretty text-muted">{t('secret.checkText')}</p>
        <CodeBlock label={t('secret.check')} text={check} />
      </div>
    </OnceDialog>
  );
}
