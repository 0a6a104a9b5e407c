/** One pairing at the side: what the agreement promises, who has signed, and the Word document. */
import { AGREEMENT_STATE_WORDS } from '@jiedui/shared/pairing/agreement.ts';
import { PAIRING_KIND_WORDS } from '@jiedui/shared/pairing/pairing.ts';
import { PROVIDER_KIND_WORDS } from '@jiedui/shared/organization/organization.ts';
import { buttonClass } from '../../kit/Button.tsx';
import { dateWords, momentWords, windowWords } from '../../kit/format.ts';
import { Mark } from '../../kit/Mark.tsx';
import { Facts } from '../../kit/Parts.tsx';
import { Side } from '../shell/Side.tsx';
import { AgreementTag, type Pairing } from './AgreementTag.tsx';
import { PairingSteps } from './PairingSteps.tsx';

export function AgreementSheet({ pairing, onClose }: { pairing: Pairing | undefined; onClose: () => void }) {
  return (
    <Side
      open={pairing !== undefined}
      onClose={onClose}
      title={pairing?.agreement ? `结对帮扶协议 ${pairing.agreement.number}` : '结对'}
    >
      {pairing ? <Parts pairing={pairing} /> : null}
    </Side>
  );
}

function Parts({ pairing }: { pairing: Pairing }) {
  const { agreement } = pairing;
  const signedByBoth = agreement?.organizationSignedAt && agreement.stationSignedAt;
  return (
    <div className="side__parts">
      <section>
        <p className="side__sentence">
          <b>{pairing.organization.name}</b> 帮扶 <b>{pairing.station.name}</b>，{dateWords(pairing.fromOn)} 起。{' '}
          <AgreementTag pairing={pairing} />
        </p>
        <Facts
          facts={[
            ['甲方', `${pairing.organization.name}（${PROVIDER_KIND_WORDS[pairing.organization.providerKind]}）`],
            ['乙方', `${pairing.station.county.name} ${pairing.station.name}`],
            ['结对方式', PAIRING_KIND_WORDS[pairing.kind]],
            ['期限', windowWords(pairing.fromOn, pairing.toOn)],
            ['直接结对的理由', pairing.justification],
            ['目标', agreement?.goal],
            ['帮扶内容', agreement && agreement.tasks.length ? <Tasks tasks={agreement.tasks} /> : null],
            [
              '指标',
              agreement && agreement.indicators.length
                ? agreement.indicators.map((each) => `${each.name} ${each.quantity} ${each.unit}`).join('；')
                : null,
            ],
          ]}
        />
      </section>
      {agreement ? (
        <section>
          <h2 className="side__title">签字</h2>
          <div className="signed">
            <Facts
              facts={[
                [
                  '甲方',
                  agreement.organizationSignedAt
                    ? `${momentWords(agreement.organizationSignedAt)} 已签字`
                    : '待签字，请社会组织负责人在手机上办理',
                ],
                [
                  '乙方',
                  agreement.stationSignedAt
                    ? `${momentWords(agreement.stationSignedAt)} 已签字`
                    : '待签字，请社工站负责人在手机上办理',
                ],
              ]}
            />
            {signedByBoth ? <Mark className="signed__stamp" /> : null}
          </div>
          <p>
            <a className={buttonClass('primary')} href={agreement.documentUrl} download>
              下载协议书（Word）
            </a>
          </p>
        </section>
      ) : (
        <p className="prose">协议由社会组织在接单确认后起草，起草以后可在这里下载 Word 文档。</p>
      )}
      {pairing.renewal ? <Renewal renewal={pairing.renewal} /> : null}
      <PairingSteps key={pairing.id} pairing={pairing} />
    </div>
  );
}

/** The next agreement, drafted while this one still runs. */
function Renewal({ renewal }: { renewal: NonNullable<Pairing['renewal']> }) {
  return (
    <section>
      <h2 className="side__title">续签</h2>
      <p>
        续签协议 {renewal.number}，{windowWords(renewal.termFrom, renewal.termTo)}：
        {AGREEMENT_STATE_WORDS[renewal.state]}。{' '}
        <a href={renewal.documentUrl} download className="ledger__act">
          下载（Word）
        </a>
      </p>
    </section>
  );
}

function Tasks({ tasks }: { tasks: readonly string[] }) {
  return (
    <ol className="numbered">
      {tasks.map((task) => (
        <li key={task}>{task}</li>
      ))}
    </ol>
  );
}
