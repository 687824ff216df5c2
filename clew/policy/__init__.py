"""Who may see what: turns an asker into the scope that every query of a case carries."""

from clew.policy.scope import Scope, scope_of

__all__ = ["Scope", "scope_of"]
