import { createContext, use } from 'react';

/** What the parts say themselves. They know no language: the root of the page gives them its words. */
export type Words = {
  close: string;
  clear: string;
  copy: string;
  copied: string;
  copyByHand: string;
  showPassword: string;
  hidePassword: string;
  retry: string;
  opensNewTab: string;
  shortcuts: string;
  hidden: (code: string) => string;
  erased: { phone: string; email: string };
};

export const WordsContext = createContext<Words>({
  close: 'Close',
  clear: 'Clear',
  copy: 'Copy',
  copied: 'Copied',
  copyByHand: 'Select and copy:',
  showPassword: 'Show the password',
  hidePassword: 'Hide the password',
  retry: 'Try again',
  opensNewTab: 'opens in a new tab',
  shortcuts: 'Keyboard shortcuts',
  hidden: (code) => `hidden character ${code}`,
  erased: { phone: 'phone erased', email: 'e-mail erased' },
});

export function useWords(): Words {
  return use(WordsContext);
}
