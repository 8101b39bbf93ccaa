/** A frame that a portal opened: who looks, and on which card. */
export type LaunchRow = {
  launchNo: number;
  portalNo: number;
  /** Id in the portal. */
  userId: string;
  userName: string | null;
  role: 'manager' | 'support';
  card: { type: string; id: string } | null;
  expiresAt: number;
};
export type NewLaunch = Omit<LaunchRow, 'launchNo'> & { createdAt: number };

export type Launches = {
  /** Found by the hash of a one-time code until it is exchanged, or of its bearer at once. */
  add(launch: NewLaunch, found: { codeHash: string } | { bearerHash: string }): Promise<LaunchRow>;
  /** Takes the code and puts the bearer in its place: of any number who come with one code, one gets the launch. */
  exchange(codeHash: string, bearerHash: string, expiresAt: number, now: number): Promise<LaunchRow | null>;
  byBearer(bearerHash: string, now: number): Promise<LaunchRow | null>;
  /** Ends every frame of a portal. */
  endAll(portalNo: number): Promise<void>;
  /** False when a token with this id has opened a frame of the portal before. Forgets those that have expired. */
  useToken(portalNo: number, token: string, expiresAt: number, now: number): Promise<boolean>;
};
