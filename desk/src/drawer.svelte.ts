/** The drawer in which a source opens at one place. Its place is part of the address; the value is not. */
import { route } from "./route.svelte";

class Drawer {
  written = $state("");
  private opener: HTMLElement | null = null;

  /** Open *source* at *where*, marking the characters *written* there. */
  open(source: number, where: string, written: string): void {
    this.written = written;
    this.opener = document.activeElement instanceof HTMLElement ? document.activeElement : null;
    route.tune({ src: String(source), at: where }, !route.place.query.src);
  }

  /** Close it and give the keyboard back to the button that opened it. */
  close(): void {
    route.tune({ src: undefined, at: undefined });
    this.opener?.focus();
    this.opener = null;
  }
}

export const drawer = new Drawer();
