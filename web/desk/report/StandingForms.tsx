/** 暂停, 恢复 and 退出 of one organization, at the side. */
import { END_CODE_WORDS, type EndCode, RELEASE_CODES } from '@jiedui/shared/claim/end-reasons.ts';
import { useState } from 'react';
import { Note } from '../../kit/Parts.tsx';
import { Select } from '../../kit/Select.tsx';
import { TextArea } from '../../kit/TextArea.tsx';
import { ActForm } from '../shell/ActForm.tsx';
import { Exit, Resume, Suspend } from '../organization/register.documents.ts';
import { type FormProps, targetOf } from './RegisterForms.tsx';

/** 暂停 or 恢复. */
export function StandingForm({ organization, onDone }: FormProps) {
  const [reason, setReason] = useState('');
  const isActive = organization.state === 'active';
  return (
    <ActForm
      document={isActive ? Suspend : (Resume as unknown as typeof Suspend)}
      input={{ ...targetOf(organization), reason }}
      verb={isActive ? '暂停接单' : '恢复接单'}
      kind={isActive ? 'warn' : 'primary'}
      done={isActive ? '已暂停接单。' : '已恢复接单。'}
      onDone={onDone}
    >
      <Note tone="info">
        {isActive
          ? `暂停后不再推荐，也不能接新单；在办的 ${organization.openWork.length} 项继续办理。`
          : '恢复前会核对登记状态、年检、名录、从业人员和服务类型，缺的会列出来。'}
      </Note>
      <TextArea label="原因" help="该组织会看到。" value={reason} onChange={setReason} />
    </ActForm>
  );
}

export function ExitForm({ organization, onDone }: FormProps) {
  const [reason, setReason] = useState('');
  const [frees, setFrees] = useState(false);
  const [code, setCode] = useState<EndCode>('agreed');
  const { openWork } = organization;
  return (
    <ActForm
      document={Exit}
      input={{ ...targetOf(organization), reason, release: frees ? code : null }}
      verb="办理退出"
      kind="warn"
      done="已办理退出。"
      onDone={onDone}
    >
      <Note tone="late">退出不能恢复，要再参加须重新申请。历史记录保留。</Note>
      {openWork.length === 0 ? null : (
        <>
          <p>
            还有 {openWork.length}{' '}
            项在办事项。可以先请对方办完或移交；确需现在退出的，勾选释放：点单重新开放，邀请撤回，结对终止。
          </p>
          <label className="held__name">
            <input type="checkbox" checked={frees} onChange={() => setFrees(!frees)} />
            释放在办事项
          </label>
          {frees ? (
            <Select
              label="释放原因"
              options={RELEASE_CODES.map((value) => ({ value, label: END_CODE_WORDS[value] }))}
              value={code}
              onChange={(value) => setCode(RELEASE_CODES.find((each) => each === value) ?? 'other')}
            />
          ) : null}
        </>
      )}
      <TextArea label="退出原因" help="该组织和相关社工站会看到。" value={reason} onChange={setReason} />
    </ActForm>
  );
}
