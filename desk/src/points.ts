/** Makes the points of a drawing something to go to: by pointer, or by Tab and the arrow keys. A break opens the point it stands at. */

interface Pointed {
  /** The drawing; when it changes the points are found anew. */
  key: string;
  choose: (route: string, period: string) => void;
}

/** Let one point at a time take the keyboard; ← → walk along a route, ↑ ↓ between routes, Enter chooses. */
export function pointed(node: HTMLElement, given: Pointed): { update: (next: Pointed) => void } {
  let { choose } = given;
  let points: SVGCircleElement[] = [];

  function find(): void {
    points = [...node.querySelectorAll<SVGCircleElement>("circle[data-period]")];
    points.forEach((point, n) => {
      point.setAttribute("role", "button");
      point.setAttribute("tabindex", n ? "-1" : "0");
      point.setAttribute("aria-label", point.querySelector("title")?.textContent ?? "");
    });
  }

  function go(to: SVGCircleElement | undefined): void {
    if (!to) return;
    for (const point of points) point.setAttribute("tabindex", point === to ? "0" : "-1");
    to.focus();
  }

  function across(from: SVGCircleElement, way: number): SVGCircleElement | undefined {
    const routes = [...new Set(points.map((point) => point.dataset.route))];
    const wanted = routes[routes.indexOf(from.dataset.route) + way];
    const there = points.filter((point) => point.dataset.route === wanted);
    return there.find((point) => (point.dataset.period ?? "") >= (from.dataset.period ?? "")) ?? there.at(-1);
  }

  node.addEventListener("click", (event) => {
    const mark = (event.target as Element).closest<SVGElement>("[data-period]");
    const at = points.find((one) => one === mark || (one.dataset.route === mark?.dataset.route && one.dataset.period === mark?.dataset.period));
    if (at) pick(at);
  });
  node.addEventListener("keydown", (event) => {
    const at = points.indexOf(event.target as SVGCircleElement);
    const here = points[at];
    if (!here) return;
    const acts: Record<string, () => void> = {
      ArrowRight: () => go(points[at + 1]), ArrowLeft: () => go(points[at - 1]),
      ArrowDown: () => go(across(here, 1)), ArrowUp: () => go(across(here, -1)),
      Enter: () => pick(here), " ": () => pick(here),
    };
    const act = acts[event.key];
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  });

  function pick(point: SVGCircleElement): void {
    go(point);
    choose(point.dataset.route ?? "", point.dataset.period ?? "");
  }

  find();
  return {
    update(next: Pointed): void {
      choose = next.choose;
      queueMicrotask(find);
    },
  };
}
