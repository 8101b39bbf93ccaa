import { Fragment, useMemo, type ReactNode } from 'react';
import { classes } from '#client/lib/classes.ts';
import { Text } from '#client/ui/text.tsx';
import { toneText, type Tone } from '#client/ui/tone.ts';
import { type MessageColor, type MessageNode, plainText, readMessage } from './bbcode.ts';
import { LongText } from './long-text.tsx';

/** Colours of a message are told by our own: a portal's yellow on white nobody can read. */
const tones: Readonly<Record<MessageColor, Tone | 'text' | 'muted'>> = {
  red: 'failure',
  orange: 'warning',
  yellow: 'warning',
  green: 'success',
  blue: 'running',
  purple: 'waiting',
  gray: 'muted',
  grey: 'muted',
  black: 'text',
};

type MessageTextProps = { children: string; length: number | null; className?: string };

/** What an entry says, with the tags that the portal knows in it. Folded, it is its plain text. */
export function MessageText({ children, ...rest }: MessageTextProps) {
  const nodes = useMemo(() => readMessage(children), [children]);
  if (nodes === null || nodes.every((node) => node.kind === 'text')) return <LongText {...rest}>{children}</LongText>;
  return (
    <LongText {...rest} whole={<Nodes nodes={nodes} />}>
      {plainText(nodes)}
    </LongText>
  );
}

function Nodes({ nodes }: { nodes: readonly MessageNode[] }) {
  return nodes.map((node, index) => <Fragment key={index}>{shown(node)}</Fragment>);
}

function shown(node: MessageNode): ReactNode {
  switch (node.kind) {
    case 'text':
      return <Text>{node.text}</Text>;
    case 'break':
      return <br />;
    case 'code':
      return (
        <code className="rounded-mark bg-neutral-soft px-1 font-mono text-xs">
          <Text>{node.text}</Text>
        </code>
      );
    case 'bold':
      return (
        <strong className="font-semibold">
          <Nodes nodes={node.children} />
        </strong>
      );
    case 'italic':
      return (
        <em>
          <Nodes nodes={node.children} />
        </em>
      );
    case 'underlined':
      return (
        <span className="underline decoration-dotted">
          <Nodes nodes={node.children} />
        </span>
      );
    case 'struck':
      return (
        <s>
          <Nodes nodes={node.children} />
        </s>
      );
    case 'quote':
      return (
        <blockquote className="my-1 border-l-2 border-line-strong pl-3 text-muted">
          <Nodes nodes={node.children} />
        </blockquote>
      );
    case 'user':
      return (
        <span className="font-medium">
          <Nodes nodes={node.children} />
        </span>
      );
    case 'color': {
      const tone = tones[node.color];
      const tint = tone === 'text' || tone === 'muted' ? classes(tone === 'muted' && 'text-muted') : toneText[tone];
      return (
        <span className={tint}>
          <Nodes nodes={node.children} />
        </span>
      );
    }
    case 'list':
      return <List isNumbered={node.isNumbered} items={node.items} />;
    case 'link':
      return <MessageLink {...node} />;
  }
}

function List({ isNumbered, items }: { isNumbered: boolean; items: readonly MessageNode[][] }) {
  const Tag = isNumbered ? 'ol' : 'ul';
  return (
    <Tag className={classes('pl-5.5 whitespace-normal', isNumbered ? 'list-decimal' : 'list-disc')}>
      {items.map((item, index) => (
        <li key={index}>
          <Nodes nodes={item} />
        </li>
      ))}
    </Tag>
  );
}

/** Beside the link stands where it leads: its text may say anything. */
function MessageLink({ link, children }: Extract<MessageNode, { kind: 'link' }>) {
  const text = plainText(children).trim();
  const saysItself = text === link.href || text === link.shown;
  return (
    <>
      <a href={link.href} target="_blank" rel="noopener noreferrer nofollow" className="text-accent underline">
        {text === '' ? <Text>{link.shown}</Text> : <Nodes nodes={children} />}
      </a>
      {!saysItself && text !== '' && (
        <span className="text-s text-muted">
          {' ('}
          <Text>{link.shown}</Text>)
        </span>
      )}
    </>
  );
}
