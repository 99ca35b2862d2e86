/** The style of `/docs`: two columns of quiet text, dark and light as the reader has it. */
export const docsStyle = `
:root { color-scheme: light dark; --quiet: light-dark(#667, #99a); --line: light-dark(#dde, #334); --accent: light-dark(#3557d6, #8fa6ff); }
body { margin: 0 auto; max-width: 52rem; padding: 2.5rem 1.25rem 5rem; font: 16px/1.55 system-ui, sans-serif;
  color: light-dark(#1c1d22, #e8e8ee); background: light-dark(#fcfcfd, #15161a); }
h1 { font-size: 1.6rem; margin: 0 0 .25rem; } h2 { font-size: 1rem; margin: 3rem 0 .5rem; color: var(--quiet); text-transform: capitalize; }
a { color: var(--accent); } code, pre { font: 13.5px/1.5 ui-monospace, monospace; }
pre { overflow-x: auto; margin: .5rem 0; padding: .75rem 1rem; border: 1px solid var(--line); border-radius: 6px; }
details { border-top: 1px solid var(--line); } summary { padding: .6rem 0; cursor: pointer; }
summary b { display: inline-block; min-width: 3.6rem; color: var(--accent); font: 600 13px ui-monospace, monospace; }
summary span, h3 { color: var(--quiet); } summary span { margin-left: .75rem; } h3 { font-size: .85rem; margin: 1rem 0 .25rem; }
details > div { padding: 0 0 1rem 3.85rem; } dl { display: grid; grid-template-columns: 3rem 1fr; gap: .1rem .75rem; margin: .25rem 0; }
dt { font-family: ui-monospace, monospace; } dd { margin: 0; }
@media (max-width: 36rem) { details > div { padding-left: 0; } summary span { display: block; margin-left: 0; } }
`;
