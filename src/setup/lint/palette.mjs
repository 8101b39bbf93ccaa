// Tokens are the only colours: a palette class looks right in one theme and wrong in the other.

const utilities = [
  'bg|text|border(?:-[xytrblse])?|ring|ring-offset|inset-ring|outline|divide|fill|stroke|from|via|to',
  'shadow|inset-shadow|drop-shadow|text-shadow|accent|caret|decoration|placeholder',
].join('|');
const hues = [
  'red|orange|amber|yellow|lime|green|emerald|teal|cyan|sky|blue|indigo|violet|purple|fuchsia|pink|rose',
  'slate|gray|zinc|neutral|stone|taupe|mauve|mist|olive',
].join('|');
const literalColour = String.raw`\[(?:color:)?(?:#|(?:rgb|hsl|hwb|lab|lch|oklab|oklch|color)a?\()[^\]\s]*\]`;

/** One class of a class list: variants (`dark:`, `hover:`) before it, an opacity (`/50`) or `!` after it. */
const paletteClass = new RegExp(
  String.raw`(?:^|[\s"'\`:!])((?:${utilities})-(?:(?:${hues})-\d{2,3}|white|black|${literalColour})(?:\/[\w.[\]%]+)?)(?=$|[\s"'\`!])`,
);

export const palette = {
  create(context) {
    const look = (node, text) => {
      const found = paletteClass.exec(text)?.[1];
      if (!found) return;
      const message = `"${found}" is a colour of the palette: use a token by its role (src/client/styles), so that it holds in light and dark.`;
      context.report({ node, message });
    };
    return {
      Literal(node) {
        if (typeof node.value === 'string') look(node, node.value);
      },
      TemplateElement(node) {
        look(node, node.value.cooked ?? node.value.raw);
      },
    };
  },
};
