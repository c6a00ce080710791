import * as leaflet from 'leaflet';
import 'leaflet/dist/leaflet.css';
import { useEffect, useRef, useState } from 'react';
import type { AreaCircle } from '../../../../server/contract/directory.js';
import type { Polygons } from '../core/service-areas.js';
import { drawBackground } from './draw-background.js';
import { mapWords } from './map-words.js';
import './map.css';
import './area-map.css';

const ABOVE = 'area';

/** An area over the bundled lines of the map, all of it in sight. Nothing is fetched from elsewhere. */
export function AreaMap({ label, circle, polygons }: { label: string; circle: AreaCircle | null; polygons: Polygons | null }) {
  const box = useRef<HTMLDivElement>(null);
  const [map, setMap] = useState<leaflet.Map | null>(null);
  const drawn = JSON.stringify([circle, polygons]);

  useEffect(() => {
    if (!box.current) return undefined;
    const made = leaflet.map(box.current, { attributionControl: false, zoomControl: false, scrollWheelZoom: false, zoomAnimation: false, fadeAnimation: false, inertia: false, maxZoom: 14, minZoom: 2 });
    leaflet.control.zoom({ zoomInTitle: mapWords('zoom-in'), zoomOutTitle: mapWords('zoom-out') }).addTo(made);
    // Above the ground, which comes later from a file.
    made.createPane(ABOVE).style.zIndex = '450';
    made.setView([39, -98], 4);
    const end = drawBackground(made, () => undefined);
    setMap(made);
    return () => {
      end();
      setMap(null);
      made.remove();
    };
  }, []);

  useEffect(() => {
    if (!map) return undefined;
    const [round, shapes] = JSON.parse(drawn) as [AreaCircle | null, Polygons | null];
    const layer = leaflet.featureGroup().addTo(map);
    for (const polygon of shapes ?? []) leaflet.polygon(polygon.map((ring) => ring.map(([longitude, latitude]): [number, number] => [latitude, longitude])), { className: 'area-shape', interactive: false, pane: ABOVE }).addTo(layer);
    if (round) leaflet.circle([round.latitude, round.longitude], { radius: round.meters, className: 'area-shape', interactive: false, pane: ABOVE }).addTo(layer);
    map.fitBounds(layer.getBounds(), { padding: [24, 24] });
    return () => {
      layer.remove();
    };
  }, [map, drawn]);

  return (
    <div className="services-map area-map">
      <div ref={box} className="map-box" role="region" aria-label={label} />
    </div>
  );
}
