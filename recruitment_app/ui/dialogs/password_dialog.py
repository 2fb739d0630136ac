"""Change the password of the person who is signed in."""

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from recruitment_app.casework.agency.workforce import change_password
from recruitment_app.ui.dialogs.form_dialog import FormDialog
from recruitment_app.ui.dialogs.worker_dialogs import agreed, ask_password
from recruitment_app.ui.office import Office
from recruitment_app.ui.places import Place
from recruitment_app.ui.widgets.fields import PasswordBox
from recruitment_app.ui.widgets.form import Form


class PasswordDialog(FormDialog):
    """Asks for the password one has, and twice for the new one."""

    def __init__(self, office: Office, _place: Place, parent: QWidget | None = None) -> None:
        super().__init__(office, office.tr("Change my password"), "", Form(), parent)
        self.old = PasswordBox()
        self.password = PasswordBox()
        self.again = PasswordBox()
        self.form.ask("old", self.tr("Password &you have"), self.old)
        ask_password(self.form, self.password, self.again)
        self.save_button.setText(self.tr("C&hange it"))
        self.focus_first()

    @override
    def send(self) -> None:
        new = agreed(self.form, self.password, self.again)
        self.do(change_password, old=self.old.text(), new=new)
