"""A case's names for the tests: invented people, real towns."""

from collections.abc import Iterable


class Names:
    """Names a case might hold."""

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        self._names = list(names)

    def learn(self, kind: str, name: str) -> None:
        """Hold one more."""
        self._names.append((kind, name))

    def names(self) -> Iterable[tuple[str, str]]:
        """Give (kind, name)."""
        return self._names


INVENTED = Names(
    [
        ("person", "Besnik Zogaj"),
        ("person", "Dževdet Hodža"),
        ("person", "Agim Hoxhaj"),
        ("person", "Milan Jovanovski"),
        ("person", "Drita Bardha"),
        ("person", "Ayşe Yıldırım"),
        ("person", "يوسف الرحماني"),
        ("person", "Hassan Al-Rahmani"),
        ("person", "Stojan Petrović-Kralj"),
        ("person", "Zlatko"),
        ("place", "Prishtinë"),
        ("place", "Beograd"),
        ("place", "Rruga e Dëshmorëve 14"),
        ("vehicle", "Mercedes Sprinter"),
    ]
)
