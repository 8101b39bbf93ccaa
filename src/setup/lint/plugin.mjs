// The house's own lint rules, loaded by .oxlintrc.json. Each refusal is a sentence that says what to do instead.
import { barrels, vagueNames } from './file-rules.mjs';
import { imports } from './import-fences.mjs';
import { palette } from './palette.mjs';

export default {
  meta: { name: 'house' },
  rules: { imports, barrels, 'vague-names': vagueNames, palette },
};
