/** The target groups, in short families so that a list of thirty can be read. Used by orders and offers. */
import { targetGroupWords, TARGET_GROUPS, type TargetGroup } from '@jiedui/shared/taxonomy/target-groups.ts';
import { FieldGroup } from '../../kit/Field.tsx';

const FAMILIES: readonly (readonly [string, (code: TargetGroup) => boolean])[] = [
  ['老人', (code) => code.startsWith('elder_') || code === 'family_planning_elder'],
  ['儿童', (code) => code.startsWith('child_') || code === 'orphan'],
  ['残障与照护', (code) => ['disabled', 'mental_disorder', 'carer'].includes(code)],
  [
    '生活困难',
    (code) =>
      [
        'dibao',
        'marginal',
        'destitute_support',
        'expenditure_poverty',
        'temporary_aid',
        'disaster_affected',
        'homeless',
      ].includes(code),
  ],
  ['妇女', (code) => ['woman_left_behind', 'single_mother'].includes(code)],
  [
    '社区人群',
    (code) =>
      ['resident', 'new_employment', 'migrant', 'veteran', 'community_correction', 'drug_rehabilitation'].includes(
        code,
      ),
  ],
  ['站点自身', (code) => ['station_worker', 'volunteer'].includes(code)],
];

interface TargetGroupsProps {
  value: readonly string[];
  onChange: (value: string[]) => void;
  help?: string;
  problem?: string | undefined;
}

export function TargetGroups({ value, onChange, help, problem }: TargetGroupsProps) {
  const toggle = (code: string) =>
    onChange(value.includes(code) ? value.filter((other) => other !== code) : [...value, code]);
  return (
    <FieldGroup label="服务对象" help={help} problem={problem}>
      {FAMILIES.map(([family, belongs]) => (
        <div key={family} className="family" role="group" aria-label={family}>
          <span className="family__name" aria-hidden="true">
            {family}
          </span>
          <div className="chips">
            {TARGET_GROUPS.filter(belongs).map((code) => (
              <label key={code} className="chip">
                <input type="checkbox" checked={value.includes(code)} onChange={() => toggle(code)} />
                <span>{targetGroupWords(code)}</span>
              </label>
            ))}
          </div>
        </div>
      ))}
    </FieldGroup>
  );
}
