import { useTranslation } from 'react-i18next';
import type { signingAlgorithms } from '#contract/launch.ts';
import { CodeBlock } from '#client/ui/code-block.tsx';
import { renewalExample, signingExample } from './integrator-example.ts';

/** What the developer of a portal needs: ten lines for its server, and a few for its page. */
export function SignedExample({
  portal,
  algorithm,
}: {
  portal: string;
  algorithm: (typeof signingAlgorithms)[number];
}) {
  const { t } = useTranslation('access');
  const journal = location.origin;
  return (
    <div className="flex flex-col gap-3 border-t border-line pt-4">
      <div>
        <h3 className="font-semibold">{t('portals.signed.example')}</h3>
        <p className="mt-0.5 text-s text-pretty text-muted">{t('portals.signed.exampleText')}</p>
      </div>
      <CodeBlock
        text={signingExample({ algorithm, portal, journal })}
        label={t('portals.signed.exampleServer')}
        copyLabel={t('portals.signed.copyExample')}
      />
      <p className="text-s text-pretty text-muted">{t('portals.signed.renewalText')}</p>
      <CodeBlock
        text={renewalExample({ journal })}
        label={t('portals.signed.examplePage')}
        copyLabel={t('portals.signed.copyRenewal')}
      />
    </div>
  );
}
