/** What an attribute of XML cannot hold as it is, or a parser would change: tabs and line ends there become spaces. */
const special = /[&<>"\t\n\r]/g;
const references: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};
/** What XML 1.0 allows nowhere, not even by reference, but half characters. */
// oxlint-disable-next-line no-control-regex
const forbidden = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g;
/** The signs that Unicode has for showing control characters begin here, in their order. */
const controlPictures = 0x2400;

/** A text as the value of an attribute in XML 1.0. What XML forbids is made visible: NUL as ␀, half a character as �. */
export function xmlValue(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(forbidden, (sign) => {
      const code = sign.charCodeAt(0);
      return code < 0x20 ? String.fromCharCode(controlPictures + code) : '\uFFFD';
    })
    .replaceAll(special, (sign) => references[sign] ?? sign);
}
