export interface MenuItem {
  title: string;
  /** Quiet words beside the title. */
  note?: string;
  /** One line below the title. */
  about?: string;
  run: () => void;
}
