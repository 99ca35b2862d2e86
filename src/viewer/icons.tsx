/** The page's few icons: 16 × 16, in the colour of the text. They say nothing by themselves; the control has the name. */
const paths = {
  play: "M4.5 2.8v10.4L13 8z",
  pause: "M4 3h2.8v10H4zM9.2 3H12v10H9.2z",
  step: "M3 3.5v9L9.5 8zM11 3.5h2v9h-2z",
  leap: "M2 3.5v9L7.5 8zM7.5 3.5v9L13 8zM13 3.5h1.6v9H13z",
  restart: "M8 2.5a5.5 5.5 0 1 1-5.3 4h1.900A3.7 3.7 0 1 0 8 4.300V6.800L3.9 3.6 8 .4z",
  select: "M3 1.800l9.8 6-4.3 1 2.7 4.7-1.8 1-2.7-4.700L3.6 13z",
  picture:
    "M5.5 2.500h5l1 1.500H14a1 1 0 0 1 1 1v7.500a1 1 0 0 1-1 1H2a1 1 0 0 1-1-1V5a1 1 0 0 1 1-1h2.500zM8 5.700a3 3 0 1 0 0 6 3 3 0 0 0 0-6z",
  record:
    "M8 2.500a5.500 5.500 0 1 0 0 11 5.500 5.500 0 0 0 0-11zm0 1.600a3.900 3.900 0 1 1 0 7.800 3.900 3.900 0 0 1 0-7.800zM8 6a2 2 0 1 0 0 4 2 2 0 0 0 0-4z",
  stop: "M4 4h8v8H4z",
  open: "M6 4l4.5 4L6 12z",
  close: "M3.8 2.7 8 6.900l4.2-4.2 1.1 1.100L9.1 8l4.2 4.2-1.1 1.100L8 9.100l-4.2 4.2-1.1-1.100L6.9 8 2.7 3.800z",
  eye: "M8 3.5C4.5 3.5 2 6 1 8c1 2 3.5 4.5 7 4.5S14 10 15 8c-1-2-3.5-4.5-7-4.5zm0 2a2.5 2.5 0 1 1 0 5 2.5 2.5 0 0 1 0-5z",
  check: "M6.4 12.6 2 8.200l1.4-1.4 3 3 6.2-6.200L14 5z",
  back: "M6.3 3 1.5 7l4.8 4V8.200h3.200a2.3 2.3 0 0 1 0 4.600H7.500v1.700h2a4 4 0 0 0 0-8H6.300z",
  change: "M11.300 1.800l2.900 2.900-8 8-3.900 1 1-3.900zM11.300 4l-6.600 6.600-.3 1.200 1.200-.3L12.100 4.800z",
  plot: "M2 2h1.500v10.500H14V14H2zM5 10l2.600-4 2.200 2.200L12.800 3l1.200.9-3.900 6.600L8 8.300 6.200 11z",
  left: "M2 3h12v10H2zM6.500 4.400v7.200h6.100V4.400z",
  right: "M2 3h12v10H2zM3.400 4.400v7.200h6.100V4.400z",
} as const;

export type IconName = keyof typeof paths;

export const Icon = ({ name }: { name: IconName }) => (
  <svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
    <path d={paths[name]} fill="currentColor" fill-rule="evenodd" />
  </svg>
);
