import { memo, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#client/i18n/format.ts';
import { classes } from '#client/lib/classes.ts';
import { Button } from '#client/ui/button.tsx';
import { Text } from '#client/ui/text.tsx';
import { jsonLines, valueLines, type JsonLine, type Token, type TokenKind } from './json-lines.ts';
import { LongText } from './long-text.tsx';

/** A page does not need more at once; what is folded is one press away and in the copy. */
const linesAtFirst = 400;
const linesMore = 2000;
const tokenShown = 2000;

const tokenClass: Readonly<Record<TokenKind, string>> = {
  key: 'text-accent',
  string: 'text-text',
  number: 'text-waiting',
  word: 'text-waiting',
  mark: 'text-muted',
};

const boxClass = 'overflow-x-auto rounded-control border border-line bg-surface px-3 py-2 font-mono text-xs/[1.15rem]';

/** JSON as text of its own: read from a text without changing what it says, or from a value. Other text as it is. */
export function JsonView({ text, value, label }: { text?: string; value?: unknown; label: string }) {
  const lines = useMemo(() => (text === undefined ? valueLines(value) : jsonLines(text)), [text, value]);
  if (lines === null) return <LongText className={boxClass}>{text ?? ''}</LongText>;
  return <JsonLines lines={lines} label={label} />;
}

function JsonLines({ lines, label }: { lines: readonly JsonLine[]; label: string }) {
  const { t } = useTranslation('entry');
  const format = useFormat();
  const [shown, setShown] = useState(linesAtFirst);
  const rest = lines.length - shown;
  return (
    <>
      {/* A long line scrolls sideways: by keys as well. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div role="region" aria-label={label} tabIndex={0} className={boxClass}>
        {lines.slice(0, shown).map((line, index) => (
          <Line key={index} line={line} />
        ))}
      </div>
      {rest > 0 && (
        <p className="mt-1 flex items-baseline gap-2 text-s">
          <Button variant="link" onPress={() => setShown(shown + linesMore)}>
            {t('json.showMore')}
          </Button>
          <span className="text-muted">{t('hiddenLines', { count: rest, shown: format.number(rest) })}</span>
        </p>
      )}
    </>
  );
}

const indents = ['', 'pl-[2ch]', 'pl-[4ch]', 'pl-[6ch]', 'pl-[8ch]', 'pl-[10ch]', 'pl-[12ch]'];

const Line = memo(function Line({ line }: { line: JsonLine }) {
  return (
    <div className={classes('wrap-anywhere whitespace-pre-wrap', indents[Math.min(line.indent, indents.length - 1)])}>
      {line.tokens.map((token, index) => (
        <TokenText key={index} token={token} />
      ))}
    </div>
  );
});

function TokenText({ token }: { token: Token }) {
  const { t } = useTranslation('entry');
  const format = useFormat();
  const [isOpen, setIsOpen] = useState(false);
  const hidden = token.text.length - tokenShown;
  return (
    <span className={tokenClass[token.kind]}>
      <Text>{hidden > 0 && !isOpen ? token.text.slice(0, tokenShown) : token.text}</Text>
      {hidden > 0 && !isOpen && (
        <button type="button" className="mx-1 font-sans text-accent hover:underline" onClick={() => setIsOpen(true)}>
          … {t('hiddenCharacters', { count: hidden, shown: format.number(hidden) })}
        </button>
      )}
    </span>
  );
}
