import { describe, expect, it } from 'vitest';
import { fakeRestMethod } from '#client/testing/fakes.ts';
import { byFamily, familyOf, matchingMethods } from './families.ts';

describe('families of methods', () => {
  it('puts every method into one, known or not', () => {
    expect(
      ['bizproc.activity.log', 'journal.entry.list', 'bizproc.robot.add', 'bizproc.workflow.instances'].map(familyOf),
    ).toEqual(['write', 'journal', 'registry', 'workflow']);
    expect(['batch', 'app.info', 'something.new'].map(familyOf)).toEqual(['common', 'common', 'common']);
    expect(familyOf('bizproc.something.new')).toBe('workflow');
  });

  it('loses no method, and shows no empty family', () => {
    const methods = ['batch', 'bizproc.activity.log', 'profile'].map((name) => fakeRestMethod({ name }));
    expect(byFamily(methods).map(({ family, methods }) => [family, methods.map((one) => one.name)])).toEqual([
      ['write', ['bizproc.activity.log']],
      ['common', ['batch', 'profile']],
    ]);
  });

  it('finds by name, words, parameter and error', () => {
    const methods = [
      fakeRestMethod(),
      fakeRestMethod({ name: 'profile', summary: { ru: 'Кто я', en: 'Who am I' }, parameters: [], errors: [] }),
    ];
    const found = (search: string) => matchingMethods(methods, search).map((one) => one.name);
    expect(found('')).toEqual(['bizproc.activity.log', 'profile']);
    expect(found('ACTIVITY log')).toEqual(['bizproc.activity.log']);
    expect(found('event_token')).toEqual(['bizproc.activity.log']);
    expect(found('access_denied')).toEqual(['bizproc.activity.log']);
    expect(found('кто')).toEqual(['profile']);
    expect(found('nothing of it')).toEqual([]);
  });
});
