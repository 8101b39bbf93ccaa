import type { access as russian } from '#client/i18n/ru/access.ts';
import type { Translation } from '#client/i18n/translation.ts';
import { erasure } from './erasure.ts';
import { keys } from './keys.ts';
import { masking } from './masking.ts';
import { people } from './people.ts';
import { portals } from './portals.ts';
import { roles } from './roles.ts';

export const access: Translation<typeof russian> = { roles, people, keys, portals, masking, erasure };
