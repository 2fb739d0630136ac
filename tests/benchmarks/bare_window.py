"""The window that every start is compared with: PySide6, a QMainWindow and nothing in it.

Run by its path, so that nothing of the house is imported.
"""

import json
import os
import sys
import time

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow


class BareWindow(QMainWindow):
    """Tells once that it was painted."""

    was_painted = False

    def paintEvent(self, event):  # noqa: N802 - Qt's name
        super().paintEvent(event)
        if not self.was_painted:
            self.was_painted = True
            QTimer.singleShot(0, self.tell)

    def tell(self):
        with open("/proc/self/stat", encoding="ascii") as told:  # noqa: PTH123 - no pathlib either
            ticks = int(told.read().rpartition(")")[2].split()[19])
        began = ticks / os.sysconf("SC_CLK_TCK")
        first_paint_ms = (time.clock_gettime(time.CLOCK_BOOTTIME) - began) * 1000
        with open("/proc/self/statm", encoding="ascii") as told:  # noqa: PTH123 - as above
            pages = int(told.read().split()[1])
        rss_mib = pages * os.sysconf("SC_PAGE_SIZE") / 2**20
        figures = {"first_paint_ms": first_paint_ms, "rss_mib": rss_mib}
        sys.stdout.write(json.dumps(figures) + "\n")
        QApplication.exit(0)


application = QApplication(sys.argv[:1])
window = BareWindow()
window.resize(1200, 800)
window.show()
sys.exit(application.exec())
