/** How many people, and what goods: each count with its qualifier and unit, never added across units. */
import { HEADCOUNT_ROLES, HEADCOUNT_ROLE_WORDS, type HeadcountRole } from '@jiedui/shared/service/session.ts';
import { targetGroupWords, TARGET_GROUPS } from '@jiedui/shared/taxonomy/target-groups.ts';
import { QuantityField } from '../../kit/QuantityField.tsx';
import { Rows } from '../shell/Rows.tsx';
import type { SessionPartProps } from './SessionEvent.tsx';

export function SessionCounts({ text, set, problems }: SessionPartProps) {
  return (
    <>
      <h2 className="form__part">人数和物资</h2>
      <Rows
        label="人数"
        help="服务的人和出力的人分开填；数不准的如实选“约”“近”或“余”。"
        rows={text.headcounts}
        onChange={(headcounts) => set({ headcounts })}
        blank={() => ({
          role: 'volunteer' as HeadcountRole,
          quantity: { value: '', qualifier: 'exact' as const, unit: 'person' as const },
          targetGroup: '',
        })}
        addWord="添加一类人"
        problem={problems.of('headcounts')}
        problemAt={(index) => problems.of(`headcounts.${index}`)}
      >
        {(row, change, index) => (
          <>
            <div className="inputs inputs--two">
              <select
                className="input"
                aria-label={`第 ${index + 1} 类：什么人`}
                value={row.role}
                onChange={(event) => change({ role: event.target.value as HeadcountRole })}
              >
                {HEADCOUNT_ROLES.map((role) => (
                  <option key={role} value={role}>
                    {HEADCOUNT_ROLE_WORDS[role]}
                  </option>
                ))}
              </select>
              <select
                className="input"
                aria-label={`第 ${index + 1} 类：属于哪类服务对象`}
                value={row.targetGroup}
                onChange={(event) => change({ targetGroup: event.target.value })}
              >
                <option value="">不分类</option>
                {TARGET_GROUPS.map((code) => (
                  <option key={code} value={code}>
                    {targetGroupWords(code)}
                  </option>
                ))}
              </select>
            </div>
            <QuantityField
              label={`第 ${index + 1} 类人数`}
              units={['person', 'person_time', 'household']}
              value={row.quantity}
              onChange={(quantity) => change({ quantity })}
            />
          </>
        )}
      </Rows>
      <Rows
        label="物资"
        optional
        rows={text.goods}
        onChange={(goods) => set({ goods })}
        blank={() => ({
          item: '',
          spec: '',
          quantity: { value: '', qualifier: 'exact' as const, unit: 'set' as const },
          recipient: '',
        })}
        addWord="添加一项物资"
        problem={problems.of('goods')}
        problemAt={(index) => problems.of(`goods.${index}`)}
      >
        {(row, change, index) => (
          <>
            <div className="inputs inputs--two">
              <input
                className="input"
                aria-label={`物资 ${index + 1} 名称`}
                placeholder="名称"
                value={row.item}
                onChange={(event) => change({ item: event.target.value })}
              />
              <input
                className="input"
                aria-label={`物资 ${index + 1} 规格`}
                placeholder="规格（选填）"
                value={row.spec}
                onChange={(event) => change({ spec: event.target.value })}
              />
            </div>
            <QuantityField
              label={`物资 ${index + 1} 数量`}
              units={['set', 'piece', 'yuan']}
              value={row.quantity}
              onChange={(quantity) => change({ quantity })}
            />
            <input
              className="input"
              aria-label={`物资 ${index + 1} 发给谁`}
              placeholder="发给谁（社工站或群体，选填）"
              value={row.recipient}
              onChange={(event) => change({ recipient: event.target.value })}
            />
          </>
        )}
      </Rows>
    </>
  );
}
