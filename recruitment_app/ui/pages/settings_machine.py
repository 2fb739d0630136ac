"""Settings of this machine alone: its colours, and when the window locks itself."""

from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Slot

from recruitment_app.settings import LONGEST_AUTO_LOCK_MINUTES, Theme
from recruitment_app.ui.office import Office
from recruitment_app.ui.pages.settings_page import SettingsPage
from recruitment_app.ui.widgets.card import Card
from recruitment_app.ui.widgets.choice import Choice
from recruitment_app.ui.widgets.form import Form
from recruitment_app.ui.widgets.number_box import NumberBox


class MachineSettings(SettingsPage):
    """What is changed here holds at once, and for everybody who uses this machine's account."""

    def __init__(self, office: Office) -> None:
        super().__init__(office, "settings_machine", duty=None)
        self.theme: Choice[Theme] = Choice(
            [
                (self.tr("As the system"), Theme.SYSTEM),
                (self.tr("Light"), Theme.LIGHT),
                (self.tr("Dark"), Theme.DARK),
            ],
            filters=False,
        )
        self.minutes = NumberBox(1, LONGEST_AUTO_LOCK_MINUTES, 1, unit=self.tr("minutes"))
        self.minutes.setKeyboardTracking(False)
        form = Form(self)
        form.ask("theme", self.tr("Colo&urs"), self.theme)
        hint = self.tr("The window locks itself when nobody has touched it for so long.")
        form.ask("minutes", self.tr("Loc&k after"), self.minutes, hint=hint)
        card = Card(self.tr("This machine"), self)
        card.body.addWidget(form)
        self.inside.addWidget(card)
        self.inside.addStretch(1)
        self.theme.chosen.connect(self._on_theme_chosen)
        self.minutes.valueChanged.connect(self._on_minutes_changed)

    def reload(self) -> None:
        """Show the settings of this machine."""
        self.theme.choose(self.office.settings.theme)
        with QSignalBlocker(self.minutes):
            self.minutes.setValue(self.office.settings.auto_lock_minutes)

    @Slot(object)
    def _on_theme_chosen(self, theme: object) -> None:
        if isinstance(theme, Theme):
            self.office.keep(replace(self.office.settings, theme=theme))

    @Slot(int)
    def _on_minutes_changed(self, minutes: int) -> None:
        self.office.keep(replace(self.office.settings, auto_lock_minutes=minutes))
