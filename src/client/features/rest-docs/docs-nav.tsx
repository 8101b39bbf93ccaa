import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'react-router';
import { Icon } from '#client/ui/icon.tsx';
import type { FamilyOfMethods } from './families.ts';
import { guideAnchor, guideParts } from './guide.tsx';

const link = 'block rounded-mark py-0.5 text-s hover:text-accent';

/** Where everything is: anchors beside the text, on small screens folded above it. */
export function DocsNav({ families, hasGuide }: { families: readonly FamilyOfMethods[]; hasGuide: boolean }) {
  const { t } = useTranslation('restDocs');
  const { search } = useLocation();
  const list = (
    <div className="flex flex-col gap-4">
      {hasGuide && (
        <div>
          <p className="mb-1 text-xs text-muted">{t('guide.title')}</p>
          <ul>
            {guideParts.map((part) => (
              <li key={part}>
                <Link to={{ hash: guideAnchor(part), search }} replace className={link}>
                  {t(`guide.${part}.title`)}
                </Link>
              </li>
            ))}
          </ul>
        </div>
      )}
      {families.map(({ family, methods }) => (
        <div key={family}>
          <p className="mb-1 text-xs text-muted">{t(`families.${family}`)}</p>
          <ul>
            {methods.map(({ name }) => (
              <li key={name}>
                <Link to={{ hash: name, search }} replace className={`${link} font-mono text-xs/5 wrap-anywhere`}>
                  {name}
                </Link>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </div>
  );
  return (
    <nav aria-label={t('contents')}>
      <details className="group rounded-section border border-line bg-surface px-4 py-2.5 full:hidden">
        <summary className="flex items-center gap-2 font-medium">
          <Icon name="chevronRight" className="transition-transform group-open:rotate-90" />
          {t('contents')}
        </summary>
        <div className="pt-3 pb-1">{list}</div>
      </details>
      <div className="max-h-[calc(100dvh-2.5rem)] overflow-y-auto pr-1 max-full:hidden full:sticky full:top-5">
        {list}
      </div>
    </nav>
  );
}
