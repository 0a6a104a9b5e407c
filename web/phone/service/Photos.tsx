/** Photos of a session while it is being written: chosen or taken, made small, sent, captioned. */
import { PHOTOS_MAX } from '@jiedui/shared/service/session.ts';
import { useRef, useState } from 'react';
import { Button } from '../../kit/Button.tsx';
import { FieldGroup } from '../../kit/Field.tsx';
import { PhotoRefused, uploadPhoto, type UploadedPhoto } from './photo.ts';

export interface PhotoText extends UploadedPhoto {
  readonly caption: string;
}

export function Photos({
  photos,
  onChange,
  problem,
}: {
  photos: readonly PhotoText[];
  onChange: (change: (now: readonly PhotoText[]) => PhotoText[]) => void;
  problem?: string | undefined;
}) {
  const input = useRef<HTMLInputElement>(null);
  const [sending, setSending] = useState(0);
  const [refused, setRefused] = useState<string | null>(null);
  const add = async (files: FileList | null) => {
    setRefused(null);
    for (const file of Array.from(files ?? []).slice(0, PHOTOS_MAX - photos.length)) {
      setSending((now) => now + 1);
      try {
        const photo = await uploadPhoto(file);
        onChange((now) => [...now, { ...photo, caption: '' }]);
      } catch (error) {
        if (!(error instanceof PhotoRefused)) throw error;
        setRefused(error.message);
      } finally {
        setSending((now) => now - 1);
      }
    }
    if (input.current) input.current.value = '';
  };
  return (
    <FieldGroup
      label="照片"
      optional
      help={`最多 ${PHOTOS_MAX} 张，会先在手机上压缩。请不要拍到证件和能认出的病历。`}
      problem={refused ?? problem}
    >
      <ul className="photos">
        {photos.map((photo, index) => (
          <li key={photo.id} className="photos__edit">
            <img
              src={photo.url}
              width={photo.width}
              height={photo.height}
              alt={photo.caption || `第 ${index + 1} 张照片`}
            />
            <input
              className="input"
              aria-label={`第 ${index + 1} 张照片说明`}
              placeholder="说明"
              value={photo.caption}
              onChange={(event) =>
                onChange((now) =>
                  now.map((one) => (one.id === photo.id ? { ...one, caption: event.target.value } : one)),
                )
              }
            />
            <Button kind="plain" onClick={() => onChange((now) => now.filter((one) => one.id !== photo.id))}>
              删去
            </Button>
          </li>
        ))}
      </ul>
      <input
        ref={input}
        className="only-spoken"
        type="file"
        accept="image/*"
        multiple
        tabIndex={-1}
        aria-label="选择照片"
        onChange={(event) => void add(event.target.files)}
      />
      <div>
        <Button busy={sending > 0} busyWord={`正在上传 ${sending} 张…`} onClick={() => input.current?.click()}>
          添加照片
        </Button>
      </div>
    </FieldGroup>
  );
}
