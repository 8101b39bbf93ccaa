import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#client/i18n/format.ts';
import { Button } from '#client/ui/button.tsx';
import { Text } from '#client/ui/text.tsx';
import { foldText } from './plain-text.ts';

/** Letters with marks piled on them end where the text ends; what has the focus keeps its ring. */
const textClass = 'overflow-clip [overflow-clip-margin:4px] wrap-anywhere whitespace-pre-wrap';

type LongTextProps = {
  children: string;
  /** True length when the server cut the text. */
  length?: number | null;
  className?: string;
  /** What stands in place of the text while all of it is shown. */
  whole?: ReactNode;
};

/** Text as it was written, folded when it is long and told when it is cut. */
export function LongText({ children, length = null, className, whole }: LongTextProps) {
  const { t } = useTranslation('entry');
  const format = useFormat();
  const [isOpen, setIsOpen] = useState(false);
  const folded = foldText(children);
  const isLong = folded.hiddenCharacters > 0;
  const hidden =
    folded.hiddenLines > 1
      ? t('hiddenLines', { count: folded.hiddenLines, shown: format.number(folded.hiddenLines) })
      : t('hiddenCharacters', { count: folded.hiddenCharacters, shown: format.number(folded.hiddenCharacters) });
  return (
    <div className={className}>
      {whole !== undefined && (!isLong || isOpen) ? (
        <div className={textClass}>{whole}</div>
      ) : (
        <p className={textClass}>
          <Text>{isLong && !isOpen ? folded.shown : children}</Text>
          {isLong && !isOpen && '…'}
        </p>
      )}
      {isLong && (
        <p className="mt-1 flex items-baseline gap-2 text-s">
          <Button variant="link" onPress={() => setIsOpen(!isOpen)} aria-expanded={isOpen}>
            {isOpen ? t('showLess') : t('showAll')}
          </Button>
          {!isOpen && <span className="text-muted">{hidden}</span>}
        </p>
      )}
      {length !== null && (isOpen || !isLong) && (
        <p className="mt-1 text-s text-warning">
          {t('cut', { shown: format.number(children.length), total: format.number(length) })}
        </p>
      )}
    </div>
  );
}
