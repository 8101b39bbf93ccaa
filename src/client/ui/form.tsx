import type { ReactNode } from 'react';

/** Fields one below the other. What is wrong is said beside each by us, not by the browser in its own language. */
export function Form({ onSend, children }: { onSend: (form: HTMLFormElement) => void; children: ReactNode }) {
  return (
    <form
      noValidate
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        onSend(event.currentTarget);
      }}
    >
      {children}
    </form>
  );
}
