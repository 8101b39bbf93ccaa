import { visibleParts } from '#client/lib/visible-text.ts';
import { useWords } from './words.ts';

/** Text from outside. It is data: never markup, never able to turn the line it stands in, and what hides in it is shown. */
export function Text({ children, className }: { children: string; className?: string }) {
  const words = useWords();
  const parts = visibleParts(children);
  return (
    <bdi dir="auto" className={className}>
      {parts.length === 1 && parts[0]?.kind === 'text'
        ? parts[0].text
        : parts.map((part, index) =>
            part.kind === 'text' ? (
              part.text
            ) : part.kind === 'erased' ? (
              <span key={index} className="mx-px rounded-mark bg-neutral-soft px-1 text-muted">
                {words.erased[part.what]}
              </span>
            ) : (
              <span
                key={index}
                title={words.hidden(part.code)}
                className="mx-px rounded-mark bg-warning-soft px-0.5 font-mono text-xs text-warning"
              >
                {part.code}
              </span>
            ),
          )}
    </bdi>
  );
}
