import { erasure } from './erasure.ts';
import { keys } from './keys.ts';
import { masking } from './masking.ts';
import { people } from './people.ts';
import { portals } from './portals.ts';
import { roles } from './roles.ts';

/** The settings of who may what. */
export const access = { roles, people, keys, portals, masking, erasure };
