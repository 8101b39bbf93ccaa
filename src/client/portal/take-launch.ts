/** What a launch left in the fragment of the address: the one-time code of Bitrix24's, or the token that a portal signed. */
export type LaunchSecret = { code: string } | { token: string };

/** Takes it out of the address, so that neither history nor a copied address has it. */
export function takeLaunch(own: Window): LaunchSecret | null {
  const { pathname, search, hash } = own.location;
  const fragment = new URLSearchParams(hash.slice(1));
  const [code, token] = [fragment.get('code'), fragment.get('token')];
  if (code === null && token === null) return null;
  own.history.replaceState(own.history.state, '', pathname + search);
  return code === null ? { token: token ?? '' } : { code };
}
