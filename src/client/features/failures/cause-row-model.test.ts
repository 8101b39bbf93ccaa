import { describe, expect, it } from 'vitest';
import { changeOf, initialsOf, placeOf, sparkOf } from './cause-row-model.ts';

describe('a cause in the list', () => {
  it('shows its trend in a few bars that lose no failure, the newest last', () => {
    for (const length of [0, 1, 7, 8, 48, 50, 56, 60]) {
      const trend = Array.from({ length }, (_, index) => index % 5);
      const spark = sparkOf(trend);
      expect(spark.length).toBe(Math.min(8, length));
      expect(spark.reduce((sum, one) => sum + one, 0)).toBe(trend.reduce((sum, one) => sum + one, 0));
    }
    expect(sparkOf([...Array.from({ length: 49 }, () => 0), 3]).at(-1)).toBe(3);
  });

  it('compares with the span before, and says when there is nothing to compare with', () => {
    expect(changeOf(138, 100)).toEqual({ kind: 'more', percent: 38 });
    expect(changeOf(50, 100)).toEqual({ kind: 'less', percent: 50 });
    expect(changeOf(1000, 999)).toEqual({ kind: 'same' });
    expect(changeOf(5, 0)).toEqual({ kind: 'first' });
    expect(changeOf(0, 0)).toEqual({ kind: 'same' });
    expect(changeOf(5, null)).toEqual({ kind: 'unknown' });
  });

  it('says where it failed by names, else by ids', () => {
    const stage = { id: 'NEW', name: null, color: null, semantics: null };
    const cause = {
      robot: { title: 'SMS', others: 2 },
      template: { id: '7', name: null, others: 1 },
      stages: [{ stage, failures: 3 }],
    };
    expect(placeOf(cause)).toMatchObject({ robot: 'SMS', otherRobots: 2, template: '7', stage: 'NEW', otherStages: 0 });
    expect(placeOf({ ...cause, template: null, stages: [] })).toMatchObject({ template: null, stage: null });
  });

  it('shortens a name to its first letters', () => {
    expect(['Ольга Петрова', 'ирина', 'Иван Иванович Смирнов', ''].map(initialsOf)).toEqual(['ОП', 'И', 'ИС', '']);
  });
});
