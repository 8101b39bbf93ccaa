import { Dialog } from '#client/ui/dialog.tsx';

export type JournalDialogProps = { cardType: string; cardId: string; processId: string; onClose(): void };

export function JournalDialog({ processId, onClose }: JournalDialogProps) {
  return (
    <Dialog title={processId} onClose={onClose}>
      …
    </Dialog>
  );
}
