/** The list of hits an officer works through: the same in the inbox and under the arrow keys of a review. */
import { api } from "./api";
import type { Decision, Hit } from "./types";

const PAGE = 50;

class Queue {
  hits = $state<Hit[]>([]);
  total = $state(0);
  fresh = $state<number[]>([]);
  key = "";

  /** Load the first page of a filter, unless it is the one already at hand. */
  async open(filter: Record<string, string>, again = false): Promise<void> {
    const key = JSON.stringify(filter);
    if (key === this.key && !again && this.hits.length) return;
    const limit = key === this.key ? Math.max(PAGE, this.hits.length) : PAGE;
    const answer = await api.hits({ ...filter, offset: 0, limit });
    this.key = key;
    this.take(answer.hits, answer.total);
  }

  private take(hits: Hit[], total: number): void {
    this.hits = hits;
    this.total = total;
    this.fresh = [];
  }

  /** Take in what another process found: marked as new, in its place by score. */
  async renew(filter: Record<string, string>): Promise<void> {
    const answer = await api.hits({ ...filter, offset: 0, limit: Math.max(PAGE, this.hits.length + PAGE) });
    const known = new Set(this.hits.map((hit) => hit.id));
    const arrived = answer.hits.filter((hit) => !known.has(hit.id)).map((hit) => hit.id);
    const grown = answer.total > this.total;
    this.hits = answer.hits;
    this.total = answer.total;
    if (grown) this.fresh = [...new Set([...this.fresh, ...arrived])];
  }

  async more(filter: Record<string, string>): Promise<void> {
    const answer = await api.hits({ ...filter, offset: this.hits.length, limit: PAGE });
    const known = new Set(this.hits.map((hit) => hit.id));
    this.hits = [...this.hits, ...answer.hits.filter((hit) => !known.has(hit.id))];
    this.total = answer.total;
  }

  /** Give the hit *steps* further down the list, or null at its end. */
  beside(id: number, steps: number): Hit | null {
    const at = this.hits.findIndex((hit) => hit.id === id);
    return at < 0 ? (this.hits[0] ?? null) : (this.hits[at + steps] ?? null);
  }

  position(id: number): number {
    return this.hits.findIndex((hit) => hit.id === id) + 1;
  }

  /** Keep a decided hit in the list at hand, so that the arrows lead back to it. */
  mark(id: number, decision: Decision | null): void {
    this.hits = this.hits.map((hit) => (hit.id === id ? { ...hit, decision } : hit));
  }
}

export const queue = new Queue();
