import { AccountPage, loader as account } from './account-page.tsx';
import { ClaimPage } from './claim-page.tsx';
import { InvitationPage } from './invitation-page.tsx';
import { loader as signIn, SignInPage } from './sign-in-page.tsx';

/** Everything about signing in comes as one piece: one form, in four places. */
export const sessionParts = {
  signIn: { Component: SignInPage, loader: signIn },
  claim: { Component: ClaimPage },
  invitation: { Component: InvitationPage },
  account: { Component: AccountPage, loader: account },
};
