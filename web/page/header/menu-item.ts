export interface MenuItem {
  title: string;
  /** Quiet words beside the title. */
  note?: string;
  run: () => void;
}
