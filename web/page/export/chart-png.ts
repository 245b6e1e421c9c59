/** The charts as one picture: the view that was last shown of this result, else the whole run. */

import type { RunReport } from '../../shared/protocol';
import { tokenColors, type Colors } from '../chart/colors';
import { paletteOf, type Overlay } from '../chart/overlays.svelte';
import { Panes, type Size } from '../chart/panes';
import type { Session } from '../session.svelte';
import type { View } from '../view.svelte';

const WIDTH = 1200;
const MARGIN = 16;
/** Height of the two lines of words above. */
const TOP = 56;
const SIZE: Size = {
  width: WIDTH - 2 * MARGIN,
  heights: [
    ['price', 320],
    ['equity', 260],
    ['drawdown', 150],
  ],
};

/** Draws away from the screen, in the theme in force. Null without a curve. */
export async function chartPng(session: Session, view: View): Promise<Blob | null> {
  const finished = session.result;
  if (finished === null || finished.report.lines.x.length < 2) return null;
  const place = document.createElement('div');
  place.style.cssText = `position:fixed;left:-10000px;top:0;width:${SIZE.width}px`;
  place.inert = true;
  document.body.append(place);
  const panes = panesOf(place, finished.report, session, view);
  try {
    // uPlot draws in a microtask, and once more when the widest label is known.
    await new Promise((resolve) => setTimeout(resolve, 50));
    const { script, file } = finished.inputs;
    const title = `${script.name} on ${file.name}`;
    const canvas = picture(panes, title, legend(tokenColors(place), view.overlays.all));
    return await new Promise((resolve) => {
      canvas.toBlob(resolve, 'image/png');
    });
  } finally {
    panes.destroy();
    place.remove();
  }
}

function panesOf(place: HTMLElement, report: RunReport, session: Session, view: View): Panes {
  const shown = view.charted?.of === report ? view.charted : null;
  const data = {
    lines: shown?.lines ?? report.lines,
    trades: report.trades,
    bars: report.head.data.rows,
    startEquity: Number(report.head.settings.initial_balance ?? Number.NaN),
    timezone: session.timezone,
  };
  const silent = { onPoint: () => undefined, onView: () => undefined, onPlot: () => undefined };
  const panes = new Panes(place, data, SIZE, silent, null);
  panes.setOverlays(view.overlays.all);
  const refused = session.runner.details?.refused;
  if (refused !== undefined) panes.setRefused(refused);
  if (shown !== null) panes.zoom(...shown.range);
  return panes;
}

type Legend = [text: string, color: string][];

/** The title's colour is that of the first. */
function legend(colors: Colors, overlays: Overlay[]): Legend {
  return [
    ['close', colors.text()],
    ['equity', colors.accent()],
    ['buy and hold (dashed)', colors.quiet()],
    ['drawdown', colors.loss()],
    ...overlays.map((line): Legend[number] => [line.name, colors.further(paletteOf(line))]),
  ];
}

function picture(panes: Panes, title: string, names: Legend): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  const height = TOP + SIZE.heights.reduce((sum, [, each]) => sum + each, 0) + MARGIN;
  canvas.width = WIDTH * devicePixelRatio;
  canvas.height = height * devicePixelRatio;
  const ctx = canvas.getContext('2d');
  if (ctx === null) throw new Error('this browser gives no canvas');
  const { backgroundColor, fontFamily } = getComputedStyle(document.body);
  ctx.fillStyle = backgroundColor;
  ctx.fillRect(0, 0, canvas.width, canvas.height);
  ctx.scale(devicePixelRatio, devicePixelRatio);
  ctx.textBaseline = 'middle';
  ctx.font = `600 14px ${fontFamily}`;
  ctx.fillStyle = names[0]?.[1] ?? '';
  ctx.fillText(title, MARGIN, 18);
  ctx.font = `12px ${fontFamily}`;
  let x = MARGIN;
  for (const [text, color] of names) {
    ctx.fillStyle = color;
    ctx.fillText(text, x, 40);
    x += ctx.measureText(text).width + 20;
  }
  let y = TOP;
  for (const { ctx: drawn } of panes.charts) {
    const [wide, high] = [drawn.canvas.width, drawn.canvas.height];
    ctx.drawImage(drawn.canvas, MARGIN, y, wide / devicePixelRatio, high / devicePixelRatio);
    y += high / devicePixelRatio;
  }
  return canvas;
}
