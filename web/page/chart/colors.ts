/** The page's colours as a canvas needs them: resolved for the theme in force each time they are asked for. */

export interface Colors {
  line: () => string;
  text: () => string;
  quiet: () => string;
  accent: () => string;
  accentWash: () => string;
  gain: () => string;
  loss: () => string;
  warn: () => string;
  lossWash: () => string;
  /** Of the palette for further lines, from 1. */
  further: (place: number) => string;
}

/** Reads tokens through an element, since `light-dark()` is resolved only where a colour is used. */
export function tokenReader(element: HTMLElement): (name: string) => string {
  const probe = document.createElement('span');
  probe.hidden = true;
  element.append(probe);
  return (name) => {
    probe.style.color = `var(--${name})`;
    return getComputedStyle(probe).color;
  };
}

export function tokenColors(element: HTMLElement): Colors {
  const read = tokenReader(element);
  const token = (name: string) => (): string => read(name);
  return {
    line: token('line'),
    text: token('text'),
    quiet: token('quiet'),
    accent: token('accent'),
    accentWash: token('accent-wash'),
    gain: token('gain'),
    loss: token('loss'),
    warn: token('warn'),
    lossWash: token('loss-wash'),
    further: (place) => token(`line-${place}`)(),
  };
}
