/** 从业人员 on the desk: masked; the whole name and number on request, and that is noted. */
import { LICENCE_LEVEL_WORDS } from '@jiedui/shared/organization/staff.ts';
import { useState } from 'react';
import { useAction } from '../../client.ts';
import { Button } from '../../kit/Button.tsx';
import { dateWords } from '../../kit/format.ts';
import type { Registered } from './OrganizationPage.tsx';
import { RevealStaff } from '../organization/register.documents.ts';

export function Staff({ organization: { staff } }: { organization: Registered }) {
  return (
    <section aria-label="从业人员">
      <h2 className="side__title">从业人员 {staff.length} 人</h2>
      <ul className="register__list">
        {staff.map((member) => (
          <Member key={member.id} member={member} />
        ))}
        {staff.length === 0 ? <li>该组织还没有登记从业人员，由其在手机端“本组织”登记。</li> : null}
      </ul>
    </section>
  );
}

function Member({ member }: { member: Registered['staff'][number] }) {
  const [whole, setWhole] = useState<{ name: string; mobile?: string | null | undefined } | null>(null);
  const [refused, setRefused] = useState<string | null>(null);
  const reveal = useAction(RevealStaff);
  const show = async () => {
    const answer = await reveal.run({ staffId: member.id });
    if (answer === null) return;
    if (answer.__typename === 'RevealedStaffMember') setWhole(answer);
    else setRefused(answer.message);
  };
  return (
    <li>
      {whole?.name ?? member.maskedName}，{member.post}
      {member.licenceLevel === 'none' || !member.licenceUntil
        ? ''
        : `，${LICENCE_LEVEL_WORDS[member.licenceLevel]}（登记至 ${dateWords(member.licenceUntil)}）`}
      {member.backgroundCheckedOn ? `，${dateWords(member.backgroundCheckedOn)} 背景核查` : '，没有背景核查'}
      {(whole ? whole.mobile : member.maskedMobile) ? `，${whole ? whole.mobile : member.maskedMobile}` : ''}
      {whole ? null : (
        <Button kind="plain" busy={reveal.busy} busyWord="正在读取…" onClick={() => void show()}>
          查看姓名电话
        </Button>
      )}
      {(refused ?? reveal.fault) ? <span role="alert">{refused ?? reveal.fault?.title}</span> : null}
    </li>
  );
}
