import type { ChangeEvent } from 'react';
import { useQuery } from '@tanstack/react-query';
import { Suspense, lazy, useId, useState } from 'react';
import { useParams } from 'wouter';
import type { AreaFacts } from '../../../../server/contract/directory-edit.js';
import { Button } from '../../ui/button.js';
import { TextArea } from '../../ui/field.js';
import { Skeleton } from '../../ui/states.js';
import { areasOf } from '../core/service-areas.js';
import type { Polygons } from '../core/service-areas.js';
import { serviceQuery } from '../services-query.js';
import { readShape } from './core/area-shape.js';
import { editWords } from './edit-words.js';
import { shapeWords } from './fact-words.js';
import { Choice, Figure, useFault } from './form-parts.js';

/** The map with its lines comes only once there is something to draw. */
const AreaMap = lazy(async () => ({ default: (await import('../map/area-map.js')).AreaMap }));

type Change = (more: Partial<AreaFacts>) => void;
const WAYS = ['none', 'circle', 'shape'] as const;

/** An area as it lies on the map: not drawn, everything within a distance of a point, or a shape; shown before it is saved. */
export function AreaOnMap({ at, area, change }: { at: string; area: AreaFacts; change: Change }) {
  const { circle, shape } = area;
  const [drawing, setDrawing] = useState(false);
  const way = circle ? 'circle' : shape || drawing ? 'shape' : 'none';
  const choose = (next: (typeof WAYS)[number]) => {
    setDrawing(next === 'shape');
    change({ circle: next === 'circle' ? { latitude: 0, longitude: 0, meters: 5000 } : null, shape: next === 'shape' ? shape : null });
  };
  return (
    <>
      <Choice at={`${at}/how`} label={editWords('areas.how')} value={way} options={WAYS.map((one) => [one, editWords(`areas.how.${one}`)] as const)} onChange={choose} />
      {circle && <CircleFields at={at} circle={circle} change={change} />}
      {way === 'shape' && <ShapeFields at={at} shape={shape} change={change} />}
      <Preview area={area} />
    </>
  );
}

function CircleFields({ at, circle, change }: { at: string; circle: NonNullable<AreaFacts['circle']>; change: Change }) {
  const { error, id } = useFault(`${at}/circle`);
  return (
    <div id={id} tabIndex={-1}>
      {error && <p className="edit-fault">{error}</p>}
      <div className="edit-line edit-line-three">
        <Figure at={`${at}/circle/meters`} label={editWords('areas.circle.meters')} value={circle.meters / 1000} onChange={(km) => change({ circle: { ...circle, meters: Math.round((km ?? 0) * 1000) } })} />
        <Figure at={`${at}/circle/latitude`} label={editWords('areas.circle.latitude')} value={circle.latitude} onChange={(latitude) => change({ circle: { ...circle, latitude: latitude ?? 0 } })} />
        <Figure at={`${at}/circle/longitude`} label={editWords('areas.circle.longitude')} value={circle.longitude} onChange={(longitude) => change({ circle: { ...circle, longitude: longitude ?? 0 } })} />
      </div>
    </div>
  );
}

function ShapeFields({ at, shape, change }: { at: string; shape: AreaFacts['shape']; change: Change }) {
  const fault = useFault(`${at}/shape`);
  const file = useId();
  const [open, setOpen] = useState(shape === null);
  const [text, setText] = useState('');
  const [wrong, setWrong] = useState<string | null>(null);

  const take = (given: string) => {
    const read = readShape(given);
    setWrong('wrong' in read ? editWords(`areas.shape.bad.${read.wrong}`) : null);
    if ('wrong' in read) return;
    change({ shape: { geojson: read.geojson }, circle: null });
    setText('');
    setOpen(false);
  };
  const chosen = async ({ target }: ChangeEvent<HTMLInputElement>) => {
    const [first] = target.files ?? [];
    if (!first) return;
    const content = await first.text();
    target.value = '';
    take(content);
  };

  return (
    <div className="stack">
      {shape && (
        <p className="row">
          <span>{shapeWords(shape)}</span>
          {!open && (
            <Button size="s" onClick={() => setOpen(true)}>
              {editWords('areas.shape.replace')}
            </Button>
          )}
        </p>
      )}
      {open && (
        <>
          <TextArea id={fault.id} rows={4} label={editWords('areas.shape.paste')} hint={editWords('areas.shape.hint')} error={wrong ?? fault.error} spellCheck={false} value={text} onChange={({ target }) => setText(target.value)} />
          <div className="row">
            <Button size="s" onClick={() => take(text)}>
              {editWords('areas.shape.use')}
            </Button>
            <label htmlFor={file} className="button" data-size="s">
              {editWords('areas.shape.file')}
            </label>
            <input id={file} type="file" accept=".json,.geojson,application/geo+json,application/json" className="visually-hidden" onChange={(event) => void chosen(event)} />
          </div>
        </>
      )}
    </div>
  );
}

/** What can be drawn of it: a circle, a shape that was given just now, or the one that stands. */
function Preview({ area: { id, circle, shape } }: { area: AreaFacts }) {
  const read = shape && 'geojson' in shape ? readShape(shape.geojson) : null;
  const standing = useStandingShape(shape && 'mark' in shape ? id : null);
  const polygons = read && !('wrong' in read) ? read.polygons : standing;
  const round = circle && circle.meters > 0 && (circle.latitude !== 0 || circle.longitude !== 0) ? circle : null;
  if (!polygons && !round) return null;
  return (
    <Suspense fallback={<Skeleton label={editWords('areas.preview')} lines={4} />}>
      <AreaMap label={editWords('areas.preview')} circle={round} polygons={polygons} />
    </Suspense>
  );
}

/** The shape of a known area as the directory has it; it is large, so the form itself does without. Null without one. */
function useStandingShape(areaId: string | null): Polygons | null {
  const { id = '' } = useParams<{ id?: string }>();
  const { data } = useQuery({ ...serviceQuery(id), enabled: areaId !== null && id !== '', refetchInterval: false });
  const area = areaId === null || !data ? null : areasOf(data).find((one) => one.id === areaId);
  return area?.polygons ?? null;
}
