import { Button } from './button.tsx';
import { Icon } from './icon.tsx';
import { useWords } from './words.ts';

type ErrorStateProps = { title: string; text?: string; onRetry?: (() => void) | undefined; note?: string | undefined };

/** Something did not load: what, why, and another try. */
export function ErrorState({ title, text, onRetry, note }: ErrorStateProps) {
  const words = useWords();
  return (
    <div role="alert" className="flex flex-col items-center gap-1 px-5 py-7 text-center">
      <Icon name="alert" size={20} className="mb-1 text-warning" />
      <p className="font-medium text-pretty">{title}</p>
      {text !== undefined && <p className="max-w-prose text-s text-pretty text-muted">{text}</p>}
      {note !== undefined && <p className="font-mono text-xs break-all text-muted select-all">{note}</p>}
      {onRetry !== undefined && (
        <Button className="mt-3" icon="running" onPress={onRetry}>
          {words.retry}
        </Button>
      )}
    </div>
  );
}
