/** What changed in the case while the desk was open, told by the server as it happens. */
import type { CaseInfo, Pulse } from "./types";
import { api } from "./api";

class Live {
  pulse = $state<Pulse>({ hits: 0, open: 0, log: 0 });
  connected = $state(true);
  case = $state<CaseInfo | null>(null);

  /** Listen; the browser reconnects by itself when the line drops. */
  listen(): void {
    const events = new EventSource("/api/events");
    events.onopen = () => (this.connected = true);
    events.onerror = () => (this.connected = false);
    events.onmessage = (event: MessageEvent<string>) => {
      this.connected = true;
      this.pulse = JSON.parse(event.data) as Pulse;
    };
  }

  /** Read the name, agencies and counts of the case anew. */
  async refresh(): Promise<void> {
    const info = await api.case();
    this.case = info;
    this.pulse = { ...this.pulse, hits: info.counts.hits, open: info.counts.open };
  }
}

export const live = new Live();
