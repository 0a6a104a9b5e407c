/** The form of an offer: what, for whom, where, how often, when, at what cost. */
import { isLocalDate } from '@jiedui/shared/calendar.ts';
import { checkOffer, OFFER_CONTENT_MAX, OFFER_TITLE_MAX } from '@jiedui/shared/offer/listing.ts';
import { COST_MODES, COST_MODE_WORDS, type CostMode } from '@jiedui/shared/offer/offer.ts';
import { scanForPersonalData } from '@jiedui/shared/personal-data-scan.ts';
import { PERSONAL_DATA_KIND_WORDS } from '@jiedui/shared/personal-data.ts';
import { AREA_WORDS, SERVICE_TYPES } from '@jiedui/shared/taxonomy/scheme.ts';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useAction } from '../../client.ts';
import { graphql } from '../../gql/gql.ts';
import type { OfferFactsFragment } from '../../gql/graphql.ts';
import { Button } from '../../kit/Button.tsx';
import { Choice } from '../../kit/Chips.tsx';
import { DateField } from '../../kit/DateField.tsx';
import { todayInShanghai } from '../../kit/format.ts';
import { Note, StickyAction } from '../../kit/Parts.tsx';
import { TextArea } from '../../kit/TextArea.tsx';
import { TextField } from '../../kit/TextField.tsx';
import { useToast } from '../../kit/Toast.tsx';
import { TargetGroups } from '../taxonomy/TargetGroups.tsx';
import { Picker } from '../../kit/Picker.tsx';
import { Page } from '../shell/Page.tsx';
import { fieldsOf, type OfferText } from './offer-text.ts';
import { useProblems } from '../shell/problems.ts';
import { FaultNote } from '../shell/ReasonSheet.tsx';

const PUBLISH = graphql(/* GraphQL */ `
  mutation PublishOffer($input: PublishOfferInput!) {
    publishOffer(input: $input) {
      ... on Offer {
        ...OfferFacts
      }
      ... on OfferIncomplete {
        code
        message
        problems {
          field
          message
        }
      }
      ... on PersonalDataFound {
        code
        message
        spots {
          field
          kind
          from
          to
          excerpt
        }
      }
      ... on Refusal {
        code
        message
      }
    }
  }
`);

const TYPE_OPTIONS = SERVICE_TYPES.map((type) => ({ id: type.code, name: type.nameZh, note: AREA_WORDS[type.area] }));

export function OfferForm({
  offer,
  areas,
  text: first,
}: {
  offer: OfferFactsFragment | null;
  areas: readonly { code: string; name: string; note: string }[];
  text: OfferText;
}) {
  const [text, setText] = useState(first);
  const [refused, setRefused] = useState<string | null>(null);
  const problems = useProblems();
  const publish = useAction(PUBLISH);
  const navigate = useNavigate();
  const say = useToast();
  const set = (change: Partial<OfferText>) => {
    setText((now) => ({ ...now, ...change }));
    problems.clear(Object.keys(change));
  };
  useEffect(() => standOn(location.hash.slice(1)), []);
  const spots = scanForPersonalData(text.content);
  const [spot] = spots;
  const submit = async () => {
    setRefused(null);
    if (!isLocalDate(text.windowFrom) || !isLocalDate(text.windowTo)) {
      problems.show([{ field: isLocalDate(text.windowFrom) ? 'windowTo' : 'windowFrom', message: '请选择日期' }]);
      return;
    }
    const fields = fieldsOf({ ...text, windowFrom: text.windowFrom, windowTo: text.windowTo });
    if ('problems' in fields) {
      problems.show(fields.problems);
      return;
    }
    const checked = checkOffer(fields, todayInShanghai());
    if (checked instanceof Error) {
      problems.show(
        'problems' in checked
          ? checked.problems
          : checked.spots.map((found) => ({ field: found.field, message: checked.message })),
      );
      return;
    }
    const answer = await publish.run({ ...fields, id: offer?.id ?? null, expectedVersion: offer?.version ?? null });
    if (answer === null) return;
    if (answer.__typename === 'Offer') {
      say('供给已发布，合适的点单会推荐给您。');
      void navigate({ to: '/offers', replace: true });
    } else if (answer.__typename === 'OfferIncomplete') problems.show(answer.problems);
    else if (answer.__typename === 'PersonalDataFound')
      problems.show(answer.spots.map((found) => ({ field: found.field, message: answer.message })));
    else setRefused(answer.message);
  };
  return (
    <Page title={offer ? '修改供给' : '发布供给'} back={{ to: '/offers', word: '我的供给' }}>
      <form
        className="form"
        noValidate
        ref={problems.form}
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <TextArea
          single
          label="能做什么"
          help={`一句话，${OFFER_TITLE_MAX} 字以内，例如“进村义诊和健康讲座”。`}
          value={text.title}
          onChange={(title) => set({ title })}
          problem={problems.of('title')}
        />
        <TextArea
          label="具体内容"
          help={`怎么做、派什么人、需要站里准备什么，${OFFER_CONTENT_MAX} 字以内。`}
          value={text.content}
          onChange={(content) => set({ content })}
          spots={spots}
          problem={
            spot
              ? `第 ${spot.from + 1} 至 ${spot.to} 字像是${PERSONAL_DATA_KIND_WORDS[spot.kind]}（${spot.excerpt}），请删去`
              : problems.of('content')
          }
        />
        <div id="serviceTypes">
          <Picker
            label="服务类型"
            addWord="选择服务类型"
            options={TYPE_OPTIONS}
            value={text.serviceTypes}
            onChange={(serviceTypes) => set({ serviceTypes })}
            problem={problems.of('serviceTypes')}
          />
        </div>
        <div id="targetGroups">
          <TargetGroups
            value={text.targetGroups}
            onChange={(targetGroups) => set({ targetGroups })}
            problem={problems.of('targetGroups')}
          />
        </div>
        <div id="areaCodes">
          <Picker
            label="服务区域"
            addWord="选择区域"
            help="选县区即包括其全部乡镇。"
            options={areas.map((area) => ({ id: area.code, name: area.name, note: area.note }))}
            value={text.areaCodes}
            onChange={(areaCodes) => set({ areaCodes })}
            problem={problems.of('areaCodes')}
          />
        </div>
        <div id="farthestKm">
          <TextField
            label="最远路程（公里）"
            optional
            inputMode="numeric"
            help="服务区域内更远的点单不再推荐；不限可不填。"
            value={text.farthestKm}
            onChange={(farthestKm) => set({ farthestKm })}
            problem={problems.of('farthestKm')}
          />
        </div>
        <div className="form__pair">
          <TextField
            label="每月能做几场"
            inputMode="numeric"
            value={text.sessionsPerMonth}
            onChange={(sessionsPerMonth) => set({ sessionsPerMonth })}
            problem={problems.of('sessionsPerMonth')}
          />
          <TextField
            label="每场能服务几人"
            optional
            inputMode="numeric"
            value={text.personsPerSession}
            onChange={(personsPerSession) => set({ personsPerSession })}
            problem={problems.of('personsPerSession')}
          />
          <DateField
            label="从哪天起"
            value={text.windowFrom}
            onChange={(windowFrom) => set({ windowFrom })}
            problem={problems.of('windowFrom')}
          />
          <div id="windowTo">
            <DateField
              label="到哪天止"
              min={text.windowFrom}
              value={text.windowTo}
              onChange={(windowTo) => set({ windowTo })}
              problem={problems.of('windowTo')}
            />
          </div>
        </div>
        <div id="unitPriceFen" className="form__cost">
          <Choice
            label="费用"
            options={COST_MODES.map((value) => ({ value, label: COST_MODE_WORDS[value] }))}
            value={text.costMode}
            onChange={(costMode) => set({ costMode: costMode as CostMode })}
          />
          {text.costMode === 'free' ? null : (
            <TextField
              label="每场费用（元）"
              optional
              inputMode="decimal"
              help="点单有预算上限时，写明费用才能推荐。"
              value={text.unitPriceYuan}
              onChange={(unitPriceYuan) => {
                set({ unitPriceYuan });
                problems.clear(['unitPriceFen']);
              }}
              problem={problems.of('unitPriceFen')}
            />
          )}
        </div>
        {refused ? <Note tone="late">{refused}</Note> : null}
        <FaultNote fault={publish.fault} safe="您写的内容还在本页。" />
        <StickyAction>
          <Button type="submit" kind="primary" busy={publish.busy} busyWord="正在发布…">
            发布供给
          </Button>
        </StickyAction>
      </form>
    </Page>
  );
}

/** A link that says what to mend leads to the very field; after the shell has put the focus at the page's beginning. */
function standOn(field: string): (() => void) | undefined {
  const part = field === '' ? null : document.getElementById(field);
  if (part === null) return undefined;
  const timer = setTimeout(() => {
    part.scrollIntoView({ block: 'center' });
    // Of a choice the button that adds to it; of several controls the one to write in.
    const control =
      part.querySelector<HTMLElement>('.picked > .button') ??
      part.querySelector<HTMLElement>('input[inputmode], input[type="date"]') ??
      part.querySelector<HTMLElement>('input');
    control?.focus({ preventScroll: true });
  }, 50);
  return () => clearTimeout(timer);
}
