import { describe, expect, it } from 'vitest';
import type { Stage } from '#contract/stage.ts';
import { stageSteps } from './stage-steps.ts';

const stage = (id: string, semantics: Stage['semantics'] = 'process'): Stage => ({
  id,
  name: id,
  color: null,
  semantics,
});
const way = [
  stage('new'),
  stage('invoice'),
  stage('won', 'success'),
  stage('lost', 'failure'),
  stage('junk', 'failure'),
];
const told = (present: Stage | null, stages = way) =>
  stageSteps(stages, present).map((step) => `${step.stage.id}${step.isReached ? '+' : ''}${step.isPresent ? '!' : ''}`);

describe('the stage bar', () => {
  it('goes on to the good end while the card is on its way', () => {
    expect(told(stage('new'))).toEqual(['new+!', 'invoice', 'won']);
  });
  it('is reached whole when the card is won', () => {
    expect(told(stage('won', 'success'))).toEqual(['new+', 'invoice+', 'won+!']);
  });
  it('colours only the end of a lost card, and shows that end alone', () => {
    expect(told(stage('lost', 'failure'))).toEqual(['new', 'invoice', 'lost+!']);
  });
  it('shows a stage that no list has told of, and nothing as reached when the stage is not known', () => {
    expect(told(stage('other'), [stage('new')])).toEqual(['new+', 'other+!']);
    expect(told(null)).toEqual(['new', 'invoice', 'won']);
    expect(told(null, [])).toEqual([]);
  });
});
