/** Items under a title. */
export interface TitledGroup {
  title: string;
  items: MenuItem[];
}

export interface MenuItem {
  title: string;
  /** Quiet words beside the title. */
  note?: string;
  /** One line below the title. */
  about?: string;
  /** Whether it is the one in use, for items of which one always is. */
  isChosen?: boolean;
  run: () => void;
}
