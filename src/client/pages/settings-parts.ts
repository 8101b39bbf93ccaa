import { ActivitiesPage, loader as activities } from './activities-page.tsx';
import { ApplicationsPage, loader as applications } from './applications-page.tsx';
import { DigestPage } from './digest-page.tsx';
import { ErasurePage, loader as erasure } from './erasure-page.tsx';
import { KeysPage, loader as keys } from './keys-page.tsx';
import { loader as masking, MaskingPage } from './masking-page.tsx';
import { loader as people, PeoplePage } from './people-page.tsx';
import { PortalPage } from './portal-page.tsx';
import { loader as portals, PortalsPage } from './portals-page.tsx';
import { loader as restDocs, RestDocsPage } from './rest-docs-page.tsx';
import { SettingsPage } from './settings-page.tsx';
import { loader as silentWrites, SilentWritesPage } from './silent-writes-page.tsx';

/**
 * The settings and the documentation come as one piece: who opens one goes through the others, and each piece more would
 * cut what all pages share into smaller ones.
 */
export const settingsParts = {
  frame: { Component: SettingsPage },
  people: { Component: PeoplePage, loader: people },
  keys: { Component: KeysPage, loader: keys },
  portals: { Component: PortalsPage, loader: portals },
  portal: { Component: PortalPage, loader: portals },
  masking: { Component: MaskingPage, loader: masking },
  digest: { Component: DigestPage },
  erasure: { Component: ErasurePage, loader: erasure },
  applications: { Component: ApplicationsPage, loader: applications },
  activities: { Component: ActivitiesPage, loader: activities },
  restDocs: { Component: RestDocsPage, loader: restDocs },
  silentWrites: { Component: SilentWritesPage, loader: silentWrites },
};
