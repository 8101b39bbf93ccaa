/** The portal's colour of a stage, if it is one: `#rrggbb`. */
export function stageColour(color: string | null | undefined): string | null {
  return color !== null && color !== undefined && /^#[0-9a-f]{6}$/i.test(color) ? color : null;
}

function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

export function contrast(one: string, other: string): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

const inks = { dark: '#14202b', light: '#ffffff' } as const;

/** Dark or light text, whichever reads better on the colour (WCAG contrast). */
export function inkOn(color: string): string {
  return contrast(color, inks.dark) >= contrast(color, inks.light) ? inks.dark : inks.light;
}
