import * as leaflet from 'leaflet';
import { feature, mesh } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import { MOST_STATES, gridLines, gridStep, namedAt, statesIn } from './core/background.js';
import type { Rectangle } from './core/background.js';

type Lines = Topology<{ counties: GeometryCollection }> & { places: [string, number, number, number][] };
type States = Topology<{ states: GeometryCollection }> & { index: Record<string, Rectangle> };

/** Whether lines and names are drawn, only a grid because nothing is bundled for this part of the world, or the files could not be had. */
export type Background = 'lines' | 'grid' | 'away';

const fetched = new Map<string, Promise<unknown>>();

/** A file of the bundled background, fetched once; one that failed is tried again. */
function file<Content>(name: string): Promise<Content> {
  const known = fetched.get(name);
  if (known) return known as Promise<Content>;
  const asked = fetch(`/map/${name}.topo`).then((answer) => {
    if (!answer.ok) throw new Error('no background');
    return answer.json();
  });
  fetched.set(name, asked);
  asked.catch(() => fetched.delete(name));
  return asked as Promise<Content>;
}

const viewOf = (map: leaflet.Map): Rectangle => {
  const bounds = map.getBounds();
  return [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()];
};

/** Names that would lie over each other are left out, the larger town stays. In pixels. */
const NAME_ROOM = { x: 96, y: 26 } as const;

/**
 * Draws what lies under the points, from files of our own only, and keeps it true while the map is moved.
 * @returns what ends it
 */
export function drawBackground(map: leaflet.Map, tell: (what: Background) => void): () => void {
  const ground = leaflet.layerGroup().addTo(map);
  const drawn = new Map<string, leaflet.Layer>();
  const names = leaflet.layerGroup().addTo(map);
  let ended = false;

  const lines = (name: string, make: () => leaflet.Layer): void => {
    if (drawn.has(name)) return;
    const layer = make();
    drawn.set(name, layer);
    layer.addTo(ground);
  };

  function drawGrid(view: Rectangle): void {
    const step = gridStep(view);
    for (const longitude of gridLines(view[0], view[2], step)) {
      leaflet.polyline([[view[1], longitude], [view[3], longitude]], { className: 'map-grid', interactive: false, weight: 1 }).addTo(names);
    }
    for (const latitude of gridLines(view[1], view[3], step)) {
      leaflet.polyline([[latitude, view[0]], [latitude, view[2]]], { className: 'map-grid', interactive: false, weight: 1 }).addTo(names);
    }
  }

  function drawNames(all: readonly Lines[]): void {
    const most = namedAt(map.getZoom());
    const taken: leaflet.Point[] = [];
    const towns = all.flatMap(({ places }) => places.slice(0, most)).sort((a, b) => b[3] - a[3]);
    for (const [name, latitude, longitude] of towns) {
      if (!map.getBounds().contains([latitude, longitude])) continue;
      const at = map.latLngToContainerPoint([latitude, longitude]);
      if (taken.some((other) => Math.abs(other.x - at.x) < NAME_ROOM.x && Math.abs(other.y - at.y) < NAME_ROOM.y)) continue;
      taken.push(at);
      const icon = leaflet.divIcon({ className: 'map-town', html: document.createElement('span'), iconSize: [0, 0] });
      const label = leaflet.marker([latitude, longitude], { icon, interactive: false, keyboard: false }).addTo(names);
      const element = label.getElement();
      if (element) {
        element.textContent = name;
        element.setAttribute('aria-hidden', 'true');
      }
    }
  }

  async function draw(): Promise<void> {
    const view = viewOf(map);
    try {
      const states = await file<States>('states');
      if (ended) return;
      const inSight = statesIn(states.index, view);
      names.clearLayers();
      if (inSight.length === 0) {
        drawGrid(view);
        tell('grid');
        return;
      }
      lines('states', () => leaflet.geoJSON(feature(states, states.objects.states), { interactive: false, style: () => ({ className: 'map-state', weight: 1.5 }) }));
      tell('lines');
      if (inSight.length > MOST_STATES) return;
      const counties = await Promise.all(inSight.map((code) => file<Lines>(code)));
      if (ended || viewOf(map).join() !== view.join()) return;
      counties.forEach((topology, n) => {
        lines(inSight[n] ?? '', () => leaflet.geoJSON(mesh(topology, topology.objects.counties), { interactive: false, style: () => ({ className: 'map-county', weight: 1, fill: false }) }));
      });
      drawNames(counties);
    } catch {
      if (ended) return;
      names.clearLayers();
      drawGrid(view);
      tell('away');
    }
  }

  const redraw = () => void draw();
  map.on('moveend', redraw);
  redraw();
  return () => {
    ended = true;
    map.off('moveend', redraw);
    ground.remove();
    names.remove();
  };
}
