import * as leaflet from 'leaflet';
import 'leaflet/dist/leaflet.css';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { Link } from 'wouter';
import type { FoundPoint } from '../../../../server/contract/found-services.js';
import { boundsOf, clustersOf, servicesAt } from './core/clusters.js';
import type { Cluster } from './core/clusters.js';
import { drawBackground } from './draw-background.js';
import type { Background } from './draw-background.js';
import { mapWords } from './map-words.js';
import './map.css';

/** Nearer than a street nobody needs: the background has no streets. */
const CLOSEST = 14;
/** Services listed for one point; the list beside the map has all. */
const MOST_LISTED = 12;

export interface ServicesMapProps {
  points: readonly FoundPoint[];
  /** Where the person is, when a postcode was given. */
  near: { latitude: number; longitude: number } | null;
}

/** The found services as points on a map of lines that come with the application. Nothing is fetched from elsewhere. */
export function ServicesMap({ points, near }: ServicesMapProps) {
  const box = useRef<HTMLDivElement>(null);
  const [background, setBackground] = useState<Background>('lines');
  // What was chosen among other points is no longer here.
  const [chosen, setChosen] = useState<{ of: readonly FoundPoint[]; at: readonly FoundPoint[] } | null>(null);
  const [map, setMap] = useState<leaflet.Map | null>(null);

  useEffect(() => {
    if (!box.current) return undefined;
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
    const made = leaflet.map(box.current, { attributionControl: false, zoomControl: false, maxZoom: CLOSEST, minZoom: 2, zoomAnimation: !still, fadeAnimation: !still, markerZoomAnimation: !still, inertia: !still });
    leaflet.control.zoom({ zoomInTitle: mapWords('zoom-in'), zoomOutTitle: mapWords('zoom-out') }).addTo(made);
    made.setView([39, -98], 4);
    const end = drawBackground(made, setBackground);
    const watch = new ResizeObserver(() => made.invalidateSize());
    watch.observe(box.current);
    setMap(made);
    return () => {
      watch.disconnect();
      end();
      setMap(null);
      made.remove();
    };
  }, []);

  const choose = useEffectEvent((cluster: Cluster) => {
    const bounds = boundsOf(cluster.points);
    const apart = bounds !== null && (bounds[2] - bounds[0] > 0.0005 || bounds[3] - bounds[1] > 0.0005);
    if (map && apart && map.getZoom() < CLOSEST) map.fitBounds([[bounds[1], bounds[0]], [bounds[3], bounds[2]]], { padding: [48, 48], maxZoom: CLOSEST });
    setChosen({ of: points, at: cluster.points });
  });

  useEffect(() => {
    if (!map) return undefined;
    const bounds = boundsOf(near ? [...points, near] : points);
    if (bounds) map.fitBounds([[bounds[1], bounds[0]], [bounds[3], bounds[2]]], { padding: [32, 32], maxZoom: 12 });
    const layer = leaflet.layerGroup().addTo(map);
    const draw = () => {
      layer.clearLayers();
      if (near) leaflet.circleMarker([near.latitude, near.longitude], { radius: 9, className: 'map-here', interactive: false }).addTo(layer);
      const zoom = map.getZoom();
      for (const cluster of clustersOf(points, ({ latitude, longitude }) => map.project([latitude, longitude], zoom))) addMarker(layer, cluster, choose);
    };
    map.on('zoomend', draw);
    draw();
    return () => {
      map.off('zoomend', draw);
      layer.remove();
    };
  }, [map, points, near]);

  const listed = chosen?.of === points ? servicesAt(chosen.at) : [];
  return (
    <div className="services-map">
      <div ref={box} className="map-box" role="region" aria-label={mapWords('map')} />
      <div className="map-chosen" aria-live="polite">
        {listed.length === 0 ? (
          <p className="muted">{mapWords('hint')}</p>
        ) : (
          <ul aria-label={mapWords('here')}>
            {listed.slice(0, MOST_LISTED).map(({ id, name }) => (
              <li key={id}>
                <Link href={`/services/${id}`}>{name}</Link>
              </li>
            ))}
            {listed.length > MOST_LISTED && <li className="muted">{mapWords('more', { count: listed.length - MOST_LISTED })}</li>}
          </ul>
        )}
      </div>
      <p className="map-source muted">{mapWords(background === 'lines' ? 'source' : background === 'grid' ? 'no-background' : 'background-away')}</p>
    </div>
  );
}

function addMarker(layer: leaflet.LayerGroup, cluster: Cluster, choose: (cluster: Cluster) => void): void {
  const services = servicesAt(cluster.points);
  const [first] = services;
  if (!first) return;
  const many = services.length > 1;
  const icon = leaflet.divIcon({ className: many ? 'map-pin map-pin-many' : 'map-pin', html: document.createElement('span'), iconSize: many ? [34, 34] : [26, 26] });
  const marker = leaflet.marker([cluster.latitude, cluster.longitude], { icon, keyboard: true, riseOnHover: true }).addTo(layer);
  const element = marker.getElement();
  if (element) {
    const name = many ? mapWords('several', { count: services.length, first: first.name }) : first.name;
    if (many) element.textContent = String(services.length);
    element.setAttribute('role', 'button');
    element.setAttribute('aria-label', name);
    element.title = name;
  }
  marker.on('click', () => choose(cluster));
  marker.on('keydown', ({ originalEvent }) => {
    if (originalEvent.key === 'Enter' || originalEvent.key === ' ') {
      originalEvent.preventDefault();
      choose(cluster);
    }
  });
}
