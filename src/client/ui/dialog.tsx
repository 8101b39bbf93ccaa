import type { ReactNode } from 'react';
import { Dialog as AriaDialog } from 'react-aria-components/Dialog';
import { Heading } from 'react-aria-components/Heading';
import { Modal as AriaModal, ModalOverlay } from 'react-aria-components/Modal';
import { classes } from '#client/lib/classes.ts';
import { IconButton } from './button.tsx';
import { useWords } from './words.ts';

type ModalProps = {
  onClose: () => void;
  children: ReactNode;
  /** `panel`: a question or a short list. `wide`: the same, for text that is read. `page`: as large as the window allows, its children scroll within. `full`: all of it. */
  size?: 'panel' | 'wide' | 'page' | 'full';
  /** False: neither Escape nor a press beside it closes it, because what it shows cannot be shown again. */
  isDismissable?: boolean;
} & ({ label: string; labelledBy?: undefined } | { label?: undefined; labelledBy: string });

const sizes: Readonly<Record<NonNullable<ModalProps['size']>, string>> = {
  panel: 'max-h-full w-full max-w-120 overflow-y-auto rounded-section',
  wide: 'max-h-full w-full max-w-190 overflow-y-auto rounded-section',
  page: 'h-full w-full max-w-[1320px] overflow-hidden wide:rounded-section',
  full: 'h-full w-full overflow-hidden',
};

/** A window over the page: takes the focus, gives it back, closes by Escape and by a press beside it. */
export function Modal({ onClose, children, size = 'panel', isDismissable = true, label, labelledBy }: ModalProps) {
  return (
    <ModalOverlay
      isOpen
      isDismissable={isDismissable}
      isKeyboardDismissDisabled={!isDismissable}
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
      className={classes(
        'fixed inset-0 z-40 flex h-dvh animate-fade items-center justify-center overscroll-contain bg-scrim',
        size === 'page' && 'wide:p-6 full:px-10',
        (size === 'panel' || size === 'wide') && 'p-4',
      )}
    >
      <AriaModal className={classes('bg-surface shadow-float', sizes[size])}>
        <AriaDialog
          className={classes('outline-none', (size === 'page' || size === 'full') && 'flex h-full min-h-0 flex-col')}
          {...(label === undefined ? { 'aria-labelledby': labelledBy } : { 'aria-label': label })}
        >
          {children}
        </AriaDialog>
      </AriaModal>
    </ModalOverlay>
  );
}

type DialogProps = { title: string; onClose: () => void; children: ReactNode; isWide?: boolean };

/** A small window with a title and a cross. */
export function Dialog({ title, onClose, children, isWide = false }: DialogProps) {
  const words = useWords();
  return (
    <Modal onClose={onClose} label={title} size={isWide ? 'wide' : 'panel'}>
      <div className="flex items-start justify-between gap-4 px-5 pt-4 pb-2">
        <Heading slot="title" level={2} className="text-xl font-semibold">
          {title}
        </Heading>
        <IconButton icon="close" label={words.close} onPress={onClose} />
      </div>
      <div className="px-5 pb-5">{children}</div>
    </Modal>
  );
}
