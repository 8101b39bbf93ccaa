import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contrast, inkOn, stageColour } from './stage-colour.ts';

describe('text on the colour of a stage', () => {
  it('is readable on any colour', () => {
    const colour = fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, '0')}`);
    fc.assert(
      fc.property(colour, (one) => {
        expect(contrast(one, inkOn(one))).toBeGreaterThanOrEqual(4);
      }),
    );
  });

  it('is dark on the light colours of the portal and light on dark ones', () => {
    expect(inkOn('#47e4c2')).toBe('#14202b');
    expect(inkOn('#1b3a8c')).toBe('#ffffff');
  });

  it('takes only what is a colour', () => {
    expect(stageColour('#2FC6F6')).toBe('#2FC6F6');
    for (const wrong of ['red', '#fff', 'url(x)', '', null, undefined]) expect(stageColour(wrong)).toBeNull();
  });
});
