import { classes } from '#client/lib/classes.ts';

/** Strokes on a 16 × 16 field, all in the colour of the text beside them. */
const shapes = {
  alert: 'M8 2.2 14.3 13.2H1.7ZM8 6.4v3.2M8 11.4v.1',
  arrowDown: 'M8 3v10M4 9l4 4 4-4',
  arrowUp: 'M8 13V3M4 7l4-4 4 4',
  bellOff: 'M4.2 6.5C4.2 9.5 3 11 3 11h8.5M11.8 7.5v-1A3.8 3.8 0 0 0 6 3.2M6.8 13.3a1.3 1.3 0 0 0 2.4 0M2.5 2.5l11 11',
  bolt: 'M9 1.8 3.5 9H8l-1 5.2L12.5 7H8Z',
  calendar: 'M2.5 3.5h11v10h-11ZM2.5 6.5h11M5.5 2v3M10.5 2v3',
  check: 'M3 8.5 6.5 12 13 4.5',
  chevronDown: 'M4 6l4 4 4-4',
  chevronLeft: 'M10 4 6 8l4 4',
  chevronRight: 'M6 4l4 4-4 4',
  chevronUp: 'M4 10l4-4 4 4',
  clock: 'M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8ZM8 4.6V8l2.2 1.6',
  close: 'M4 4l8 8M12 4l-8 8',
  code: 'M5.5 4.5 2 8l3.5 3.5M10.5 4.5 14 8l-3.5 3.5',
  compare: 'M2.5 3h4v10h-4ZM9.5 3h4v10h-4Z',
  copy: 'M5.5 5.5h8v8h-8ZM10.5 5.5v-3h-8v8h3',
  download: 'M8 2.5v7.2M4.8 6.8 8 10l3.2-3.2M3 13.5h10',
  erase:
    'M6.2 13.4 2.4 9.6a1 1 0 0 1 0-1.4l5.4-5.4a1 1 0 0 1 1.4 0l4 4a1 1 0 0 1 0 1.4L8 13.4M5 5.8l5.2 5.2M5.5 13.4h8',
  external: 'M6.5 3H3v10h10V9.5M9.2 2.8h4v4M13 3 7.5 8.5',
  failure: 'M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8ZM6 6l4 4M10 6l-4 4',
  filter: 'M2 3.5h12M4.5 8h7M6.5 12.5h3',
  flag: 'M3.5 14V2.5h8.5L10.3 5.7 12 9H3.5',
  globe: 'M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8ZM1.8 8h12.4M8 1.8c-4 4-4 8.4 0 12.4M8 1.8c4 4 4 8.4 0 12.4',
  hourglass: 'M4 2h8M4 14h8M4.8 2c0 3.5 3.2 4 3.2 6s-3.2 2.5-3.2 6M11.2 2c0 3.5-3.2 4-3.2 6s3.2 2.5 3.2 6',
  info: 'M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8ZM8 7.2v3.6M8 5v.1',
  eye: 'M1.6 8C2.5 5.5 5 3.6 8 3.6s5.5 1.9 6.4 4.4c-.9 2.5-3.4 4.4-6.4 4.4S2.5 10.5 1.6 8ZM8 5.8a2.2 2.2 0 1 0 0 4.4 2.2 2.2 0 0 0 0-4.4Z',
  eyeOff:
    'M2.5 2.5l11 11M6.4 6.5a2.2 2.2 0 0 0 3.1 3.1M4.3 4.6C2.9 5.5 2 6.8 1.6 8c.9 2.5 3.4 4.4 6.4 4.4 1.2 0 2.3-.3 3.3-.8M6.6 3.8c.5-.1.9-.2 1.4-.2 3 0 5.5 1.9 6.4 4.4-.3.9-.9 1.8-1.6 2.5',
  key: 'M10.4 1.9a3.7 3.7 0 1 0 0 7.4 3.7 3.7 0 0 0 0-7.4ZM7.8 8.2 2.2 13.8M4.4 11.6l1.7 1.7M11.3 4.7h.1',
  keyboard: 'M1.5 4h13v8h-13ZM4 6.7h.1M6.7 6.7h.1M9.3 6.7h.1M12 6.7h.1M5 9.5h6',
  link: 'M6.8 9.2a2.8 2.8 0 0 0 4 0l2-2a2.8 2.8 0 0 0-4-4l-.8.8M9.2 6.8a2.8 2.8 0 0 0-4 0l-2 2a2.8 2.8 0 0 0 4 4l.8-.8',
  list: 'M5.5 4H14M5.5 8H14M5.5 12H14M2.5 4h.1M2.5 8h.1M2.5 12h.1',
  message: 'M2.5 2.8h11v8.4H6.2l-3.7 2.6Z',
  minus: 'M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8ZM5.2 8h5.6',
  moon: 'M13.2 9.7A5.8 5.8 0 0 1 6.3 2.8a5.8 5.8 0 1 0 6.9 6.9Z',
  more: 'M3.5 8h.1M8 8h.1M12.5 8h.1',
  person: 'M8 8.2A2.8 2.8 0 1 0 8 2.6a2.8 2.8 0 0 0 0 5.6ZM2.8 13.6c.6-2.4 2.7-3.4 5.2-3.4s4.6 1 5.2 3.4',
  play: 'M5 3.2 12.5 8 5 12.8Z',
  printer: 'M4.5 5.5v-3h7v3M4.5 11.5h-2v-6h11v6h-2M4.5 9.5h7v4h-7Z',
  plus: 'M8 3v10M3 8h10',
  print: 'M4.5 5.5V2h7v3.5M4.5 11H2V5.5h12V11h-2.5M4.5 9h7v5h-7Z',
  robot: 'M3 5.5h10v8H3ZM8 5.5V2.5M6 9h.1M10 9h.1M6.5 11.5h3',
  running: 'M13.9 6.3A6.2 6.2 0 1 1 8 1.8M14 3v3.4h-3.4',
  search: 'M7 2.3a4.7 4.7 0 1 0 0 9.4 4.7 4.7 0 0 0 0-9.4ZM10.5 10.5 13.8 13.8',
  shield: 'M8 1.8 13 3.6v4c0 3-2 5.2-5 6.6-3-1.4-5-3.6-5-6.6v-4Z',
  signOut: 'M6.5 13.5H3v-11h3.5M10.2 4.8 13.4 8l-3.2 3.2M13.2 8H6',
  skip: 'M4 3.5 9.5 8 4 12.5ZM12 3.5v9',
  success: 'M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8ZM5.4 8.2 7.3 10l3.3-3.8',
  sun: 'M8 5.2a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.6ZM8 1.5v1.3M8 13.2v1.3M1.5 8h1.3M13.2 8h1.3M3.4 3.4l.9.9M11.7 11.7l.9.9M3.4 12.6l.9-.9M11.7 4.3l.9-.9',
  technical:
    'M8 5.6a2.4 2.4 0 1 0 0 4.8 2.4 2.4 0 0 0 0-4.8ZM8 1.8v2M8 12.2v2M1.8 8h2M12.2 8h2M3.6 3.6 5 5M11 11l1.4 1.4M3.6 12.4 5 11M11 5l1.4-1.4',
  waiting: 'M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8ZM8 4.6V8l2.2 1.6',
} as const;

export type IconName = keyof typeof shapes;

/** A small picture beside a word. Where it stands alone, `label` says what it means. */
export function Icon({
  name,
  label,
  className,
  size = 16,
}: {
  name: IconName;
  label?: string;
  className?: string;
  size?: number;
}) {
  return (
    <svg
      viewBox="0 0 16 16"
      width={size}
      height={size}
      fill="none"
      stroke="currentColor"
      strokeWidth={1.3}
      strokeLinecap="round"
      strokeLinejoin="round"
      className={classes('shrink-0', className)}
      {...(label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label })}
    >
      <path d={shapes[name]} />
    </svg>
  );
}
