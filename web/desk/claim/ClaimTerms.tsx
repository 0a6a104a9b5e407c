/** 接单规则: the terms under which the orders of the viewer's authority are claimed, each with what it means. */
import {
  CLAIM_MODE_WORDS,
  CLAIM_MODES,
  CLAIM_TERM_RANGES,
  CLAIM_TERM_WORDS,
  type ClaimMode,
  type ClaimTermNumber,
} from '@jiedui/shared/order/claim-terms.ts';
import type { ResultOf } from '@graphql-typed-document-node/core';
import { useState } from 'react';
import { useQuery } from 'urql';
import { useAction } from '../../client.ts';
import { graphql } from '../../gql/gql.ts';
import { Button } from '../../kit/Button.tsx';
import { Choice } from '../../kit/Chips.tsx';
import { momentWords } from '../../kit/format.ts';
import { Note } from '../../kit/Parts.tsx';
import { TextField } from '../../kit/TextField.tsx';
import { useToast } from '../../kit/Toast.tsx';
import { Answer } from '../shell/Answer.tsx';
import { MatchingPlaces } from '../matching/MatchingPlaces.tsx';
import { Page } from '../shell/Page.tsx';

const DeskClaimTerms = graphql(/* GraphQL */ `
  query DeskClaimTerms {
    claimTerms {
      id
      version
      changedAt
      claimMode
      pairedDays
      countyDays
      startDays
      freeDays
      mostOpen
      endedFrom
      closePercent
      authority {
        id
        name
      }
    }
  }
`);
const DeskSetClaimTerms = graphql(/* GraphQL */ `
  mutation DeskSetClaimTerms($input: SetClaimTermsInput!) {
    setClaimTerms(input: $input) {
      ... on ClaimTerms {
        id
        version
        changedAt
        claimMode
        pairedDays
        countyDays
        startDays
        freeDays
        mostOpen
        endedFrom
        closePercent
      }
      ... on Refusal {
        code
        message
      }
    }
  }
`);

type Terms = ResultOf<typeof DeskClaimTerms>['claimTerms'][number];
const NUMBERS = Object.keys(CLAIM_TERM_RANGES) as ClaimTermNumber[];

export function ClaimTerms() {
  const [{ data, error }, again] = useQuery({ query: DeskClaimTerms });
  return (
    <Page
      title="接单规则"
      lead="本单位辖区的点单按这些规则接单。修改以后发布的点单按新规则；已排定的先期开放日期不变。"
    >
      <Answer data={data} error={error} onRetry={() => again({ requestPolicy: 'network-only' })} rows={6}>
        {({ claimTerms }) => (
          <>
            <MatchingPlaces />
            {claimTerms.map((terms) => (
              <Form key={`${terms.id} ${terms.version}`} terms={terms} />
            ))}
          </>
        )}
      </Answer>
    </Page>
  );
}

function Form({ terms }: { terms: Terms }) {
  const [mode, setMode] = useState<ClaimMode>(terms.claimMode);
  const [text, setText] = useState(
    Object.fromEntries(NUMBERS.map((name) => [name, String(terms[name])])) as Record<ClaimTermNumber, string>,
  );
  const [refused, setRefused] = useState<string | null>(null);
  const save = useAction(DeskSetClaimTerms);
  const say = useToast();
  const submit = async () => {
    setRefused(null);
    const odd = NUMBERS.find((name) => !/^\d{1,4}$/.test(text[name].trim()));
    if (odd) return setRefused(`${CLAIM_TERM_WORDS[odd]}应为整数，请改正。`);
    const numbers = Object.fromEntries(NUMBERS.map((name) => [name, Number(text[name])])) as Record<
      ClaimTermNumber,
      number
    >;
    const answer = await save.run({
      authorityId: terms.id,
      expectedVersion: terms.version,
      claimMode: mode,
      ...numbers,
    });
    if (answer === null) return;
    if (answer.__typename !== 'ClaimTerms') return setRefused(answer.message);
    say(`已保存${terms.authority.name}的接单规则。`);
  };
  return (
    <section className="form" aria-label={terms.authority.name}>
      <h2>{terms.authority.name}</h2>
      <p>{terms.changedAt ? `${momentWords(terms.changedAt)} 修改过` : '现用默认规则'}</p>
      <Choice
        label="点单先向谁开放"
        options={CLAIM_MODES.map((value) => ({ value, label: CLAIM_MODE_WORDS[value] }))}
        value={mode}
        onChange={(value) => setMode(value as ClaimMode)}
      />
      {NUMBERS.map((name) => (
        <TextField
          key={name}
          label={CLAIM_TERM_WORDS[name]}
          help={`${CLAIM_TERM_RANGES[name].join(' 至 ')} 的整数`}
          value={text[name]}
          onChange={(value) => setText((now) => ({ ...now, [name]: value }))}
        />
      ))}
      {refused ? <Note tone="late">{refused}</Note> : null}
      {save.fault ? (
        <Note tone="late">
          {save.fault.title}，还没有保存。{save.fault.remedy}（代码 {save.fault.code}）
        </Note>
      ) : null}
      <Button kind="primary" busy={save.busy} busyWord="正在保存…" onClick={() => void submit()}>
        保存接单规则
      </Button>
    </section>
  );
}
