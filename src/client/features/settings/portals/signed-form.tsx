import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { signingAlgorithms } from '#contract/launch.ts';
import type { Connection, NewConnection } from '#contract/launch.ts';
import { Problem } from '#contract/problem.ts';
import { focusFirst } from '#client/lib/form-values.ts';
import { Button } from '#client/ui/button.tsx';
import { CopyButton } from '#client/ui/copy-button.tsx';
import { Form } from '#client/ui/form.tsx';
import { RadioFields } from '#client/ui/radio-fields.tsx';
import { TextAreaField } from '#client/ui/text-area-field.tsx';
import { keyFaultOf } from './key-fault.ts';
import { makeSecret } from './make-secret.ts';
import { SignedExample } from './signed-example.tsx';

type Algorithm = (typeof signingAlgorithms)[number];
type NewSigned = Extract<NewConnection, { kind: 'signed' }>;

type SignedFormProps = {
  portal: string;
  connection: Extract<Connection, { kind: 'signed' }> | null;
  error: Error | null;
  onSave: (connection: NewSigned) => void;
  submit: ReactNode;
};

/** By which key the tokens of a portal are verified, and how its developer makes one. */
export function SignedForm({ portal, connection, error, onSave, submit }: SignedFormProps) {
  const { t } = useTranslation('access');
  const [algorithm, setAlgorithm] = useState<Algorithm>(connection?.algorithm ?? 'RS256');
  const [key, setKey] = useState('');
  const [isGenerated, setIsGenerated] = useState(false);
  const [isTold, setIsTold] = useState(false);
  // A key belongs to its algorithm: with another one the one that is there says nothing.
  const mayStay = connection?.algorithm === algorithm;
  const fault = keyFaultOf(algorithm, key, mayStay);
  const isRefused = error instanceof Problem && error.code === 'invalid_request';
  const isShared = algorithm === 'HS256';

  function send(form: HTMLFormElement): void {
    setIsTold(true);
    if (fault !== null) {
      focusFirst(form, { key: fault });
      return;
    }
    onSave({ kind: 'signed', algorithm, ...(key.trim() === '' ? {} : { key: key.trim() }) });
  }

  return (
    <Form onSend={send}>
      <RadioFields
        legend={t('portals.signed.algorithm')}
        items={signingAlgorithms.map((one) => ({
          key: one,
          title: one,
          hint: t(`portals.signed.algorithms.${one}`),
        }))}
        chosen={algorithm}
        onChoose={(next) => {
          setAlgorithm(next);
          setKey('');
          setIsTold(false);
          setIsGenerated(false);
        }}
      />
      <div>
        <TextAreaField
          name="key"
          rows={isShared ? 2 : 6}
          isCode
          maxLength={8192}
          value={key}
          onChange={(text) => {
            setKey(text);
            setIsGenerated(false);
          }}
          placeholder={isShared ? '' : '-----BEGIN PUBLIC KEY-----'}
          label={t(isShared ? 'portals.signed.secret' : 'portals.signed.publicKey')}
          hint={
            isGenerated
              ? t('portals.signed.generated')
              : mayStay
                ? t('portals.signed.has', { fingerprint: connection.keyFingerprint })
                : undefined
          }
          fault={
            isTold && fault !== null
              ? t(`portals.signed.${fault}`)
              : isRefused
                ? t('portals.signed.keyRefused')
                : undefined
          }
        />
        {isShared && (
          <div className="mt-2 flex flex-wrap gap-2">
            <Button
              size="s"
              onPress={() => {
                setKey(makeSecret());
                setIsGenerated(true);
              }}
            >
              {t('portals.signed.generate')}
            </Button>
            {isGenerated && <CopyButton text={key} label={t('portals.signed.copySecret')} />}
          </div>
        )}
      </div>
      {submit}
      <SignedExample portal={portal} algorithm={algorithm} />
    </Form>
  );
}
