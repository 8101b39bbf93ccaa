import { useQueryClient } from '@tanstack/react-query';
import { call } from '#client/api/call.ts';
import { paths } from '#client/paths.ts';
import { useProblemText } from '#client/i18n/problem-text.ts';
import { toast } from '#client/ui/toast.tsx';

/** Ends the session and leaves the document, so that nothing that was read stays in memory. */
export function useSignOut(): () => void {
  const client = useQueryClient();
  const problemText = useProblemText();
  return () => {
    call('signOut').then(
      () => {
        client.clear();
        location.assign(paths.signIn());
      },
      (error: unknown) => toast(problemText(error).text, 'failure'),
    );
  };
}
