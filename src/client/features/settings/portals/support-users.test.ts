import { expect, it } from 'vitest';
import { readSupportUsers } from './support-users.ts';

it('ids of users are read however they are parted, each once, and what is none is named', () => {
  expect(readSupportUsers('')).toEqual({ users: [], wrong: [] });
  expect(readSupportUsers(' 1, 7;\n12\t7  a.petrova@example ')).toEqual({
    users: ['1', '7', '12', 'a.petrova@example'],
    wrong: [],
  });
  expect(readSupportUsers('1 Анна <b>')).toEqual({ users: ['1'], wrong: ['Анна', '<b>'] });
});
