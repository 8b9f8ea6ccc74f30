"""What everything is measured against: an empty Textual app with one label that a key changes."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.widgets import Static


class EmptyApp(App[None]):
    """One label; the key j changes it."""

    BINDINGS = [("j", "count", "Count")]  # noqa: RUF012

    def compose(self) -> ComposeResult:
        """The label."""
        yield Static("ready 0", id="label")

    def action_count(self) -> None:
        """Change the label."""
        label = self.query_one("#label", Static)
        label.update(f"ready {int(str(label.render()).split()[-1]) + 1}")


if __name__ == "__main__":
    EmptyApp().run()
