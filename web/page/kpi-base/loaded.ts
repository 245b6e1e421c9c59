/** What measures the six numbers by a base; loaded after the first result. */

export { default as BasePicker } from './BasePicker.svelte';
export { kpiBase } from './kpi-base.svelte';
