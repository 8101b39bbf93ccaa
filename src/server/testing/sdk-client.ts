import {
  B24OAuth,
  type B24OAuthParams,
  EnumAppStatus,
  ParamsFactory,
  type RestrictionParams,
} from '@bitrix24/b24jssdk';

type Application = { accessToken: string; refreshToken: string; clientId: string; clientSecret: string };

/** The official SDK as it is published, with the tokens of an application that were just issued. */
export function openSdk(
  { accessToken, refreshToken, clientId, clientSecret }: Application,
  origin: string,
  now: number,
  { restriction = {}, ...more }: Partial<B24OAuthParams> & { restriction?: Partial<RestrictionParams> } = {},
): B24OAuth {
  const params: B24OAuthParams = {
    applicationToken: '',
    userId: 1,
    memberId: 'main',
    accessToken,
    refreshToken,
    expires: Math.floor(now / 1000) + 3600,
    expiresIn: 3600,
    scope: 'bizproc',
    domain: new URL(origin).host,
    clientEndpoint: `${origin}/rest/`,
    serverEndpoint: `${origin}/rest/`,
    status: EnumAppStatus.Local,
    ...more,
  };
  const restrictionParams = { ...ParamsFactory.getDefault(), ...restriction };
  return new B24OAuth(params, { clientId, clientSecret }, { restrictionParams });
}
