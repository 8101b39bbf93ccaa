import { cleanup, configure } from '@testing-library/react';
import { afterEach } from 'vitest';

// A busy machine draws late: what is waited for is waited for longer, and a test that fails says so all the same.
configure({ asyncUtilTimeout: 8_000 });
afterEach(cleanup);
