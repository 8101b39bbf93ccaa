import { useEffect, useRef, useState } from 'react';
import { copyText } from '#client/lib/copy-text.ts';
import { Button, IconButton } from './button.tsx';
import type { ButtonSize, ButtonVariant } from './button-class.ts';
import { useWords } from './words.ts';

type CopyButtonProps = {
  /** The text, or how to get it when it is asked for. */
  text: string | (() => string | Promise<string>);
  /** What is copied: «Скопировать номер процесса». */
  label?: string;
  isIconOnly?: boolean;
  variant?: ButtonVariant;
  size?: ButtonSize;
};

/** Copies, says that it did, and shows the text to select where the browser does not let it. */
export function CopyButton({ text, label, isIconOnly = false, variant, size = 's' }: CopyButtonProps) {
  const words = useWords();
  const [isDone, setIsDone] = useState(false);
  const [byHand, setByHand] = useState<string | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  async function copy(): Promise<void> {
    const whole = typeof text === 'string' ? text : await text();
    if (!(await copyText(whole))) {
      setByHand(whole);
      return;
    }
    setByHand(null);
    setIsDone(true);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setIsDone(false), 2000);
  }

  const name = label ?? words.copy;
  const shown = isDone ? words.copied : name;
  const icon = isDone ? 'check' : 'copy';
  return (
    <>
      {isIconOnly ? (
        <IconButton icon={icon} label={shown} size={size} variant={variant ?? 'ghost'} onPress={() => void copy()} />
      ) : (
        <Button icon={icon} size={size} variant={variant ?? 'secondary'} onPress={() => void copy()}>
          {shown}
        </Button>
      )}
      <span role="status" className="sr-only">
        {isDone ? words.copied : ''}
      </span>
      {byHand !== null && (
        <label className="mt-1 block w-full text-s">
          <span className="text-muted">{words.copyByHand}</span>
          <textarea
            readOnly
            rows={3}
            value={byHand}
            ref={(area) => area?.select()}
            className="w-full rounded-control border border-line-strong bg-surface p-2 font-mono text-xs"
          />
        </label>
      )}
    </>
  );
}
