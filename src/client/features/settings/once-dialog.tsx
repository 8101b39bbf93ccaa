import type { ReactNode } from 'react';
import { Heading } from 'react-aria-components/Heading';
import { Button } from '#client/ui/button.tsx';
import { CopyButton } from '#client/ui/copy-button.tsx';
import { Modal } from '#client/ui/dialog.tsx';
import { Notice } from '#client/ui/notice.tsx';
import { ValueLines } from '#client/ui/value-lines.tsx';
import type { ValueLine } from '#client/ui/value-lines.tsx';

type OnceDialogProps = {
  title: string;
  warning: string;
  lines: readonly ValueLine[];
  /** What else there is to know about them. */
  children?: ReactNode;
  /** A button that takes all along, when there is more than one. */
  copyAll?: { label: string; text: () => string };
  done: string;
  onClose: () => void;
};

/** What is shown this once. Only its button closes it: a stray press would lose it. */
export function OnceDialog({ title, warning, lines, children, copyAll, done, onClose }: OnceDialogProps) {
  return (
    <Modal onClose={onClose} label={title} isDismissable={false}>
      <div className="flex flex-col gap-4 p-5">
        <Heading slot="title" level={2} className="text-xl font-semibold wrap-anywhere">
          {title}
        </Heading>
        <Notice tone="warning">{warning}</Notice>
        <ValueLines lines={lines} />
        {children}
        <div className="flex flex-wrap justify-end gap-2">
          {copyAll !== undefined && <CopyButton size="m" text={copyAll.text} label={copyAll.label} />}
          <Button variant="primary" onPress={onClose}>
            {done}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
