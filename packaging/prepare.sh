# Sourced by start and test: completes .venv from the hashed lock and what Debian lacks.
#
# The one that sources this sets `root` (the repository) and `purpose` (start or test). Each step
# is skipped where nothing is missing, so the second time costs a fraction of a second.

venv=$root/.venv
lock=$root/packaging/requirements.lock

# Qt draws on X and on Wayland and prints with these; the first two lines are enough for tests
# without a screen.
qt_libraries='libegl1 libgl1 libxkbcommon0 libfontconfig1 libfreetype6 libglib2.0-0 libdbus-1-3
libgssapi-krb5-2 libx11-6
libx11-xcb1 libxkbcommon-x11-0 libxcb-cursor0 libxcb-glx0 libxcb-icccm4 libxcb-image0
libxcb-keysyms1 libxcb-randr0 libxcb-render0 libxcb-render-util0 libxcb-shape0 libxcb-shm0
libxcb-sync1 libxcb-util1 libxcb-xfixes0 libxcb-xkb1
libwayland-client0 libwayland-cursor0 libwayland-egl1 libcups2'

say() {
    printf '%s\n' "$*" >&2
}

stop() {
    say "$@"
    exit 1
}

find_python() {
    for candidate in python3 python3.11 python3.12 python3.13 python3.14; do
        if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            python=$candidate
            return
        fi
    done
    stop 'Python 3.11 or later is needed: please ask for it to be installed as python3.'
}

# The names among the arguments that Debian does not have installed; a newer Debian may call a
# library by the same name with t64 after it. Where there is no dpkg, nothing can be said.
missing_packages() {
    command -v dpkg-query >/dev/null 2>&1 || return 0
    installed=$(dpkg-query --show --showformat '${db:Status-Abbrev} ${Package}\n' | sed -n 's/^ii *//p')
    for name in "$@"; do
        printf '%s\n' "$installed" | grep -qxF -e "$name" -e "${name}t64" || printf '%s ' "$name"
    done
}

install_packages() {
    export DEBIAN_FRONTEND=noninteractive
    # shellcheck disable=SC2086 # the words are package names
    if ! told=$(apt-get update -qq 2>&1 </dev/null &&
        apt-get install -qq -y --no-install-recommends $1 2>&1 </dev/null); then
        say "$told"
        return 1
    fi
}

complete_debian() {
    # shellcheck disable=SC2086 # the words are package names
    lacking=$(missing_packages $qt_libraries)
    if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        lacking="${lacking}python3-venv "
    fi
    databases=
    if [ "$purpose" = test ]; then
        lacking=$lacking$(missing_packages poppler-utils)
        if command -v dpkg-query >/dev/null 2>&1; then
            set -- /usr/lib/postgresql/*/bin/initdb
            [ -x "$1" ] || databases='postgresql '
        fi
    fi
    [ -n "$lacking$databases" ] || return 0
    names=$(printf '%s' "$lacking$databases" | sed 's/ *$//')
    if [ "$(id -u)" -eq 0 ]; then
        say "Installing with apt-get: $names."
        install_packages "$names" ||
            stop "These Debian packages could not be installed, so please ask for them: $names."
    elif [ -n "$lacking" ]; then
        stop "Please ask an administrator to install these Debian packages: $names."
    else
        say 'The tests on PostgreSQL are skipped: ask for the Debian package postgresql to run them.'
    fi
}

stamp_of_now() {
    printf '%s\n' "$root"
    "$venv/bin/python" -V
    cksum <"$lock"
    cksum <"$root/pyproject.toml"
}

quiet_pip() {
    "$venv/bin/python" -m pip --disable-pip-version-check --no-input -qq install \
        --progress-bar off --no-warn-script-location --root-user-action ignore "$@" </dev/null
}

complete_venv() {
    stamp=$venv/installed
    if [ -x "$venv/bin/python" ] && [ -f "$stamp" ] && stamp_of_now | cmp -s - "$stamp"; then
        return 0
    fi
    # A folder that was moved or half made, or whose Python has gone, is made anew.
    if ! "$venv/bin/python" -c 'import pip' 2>/dev/null ||
        { [ -f "$stamp" ] && [ "$(head -n 1 "$stamp")" != "$root" ]; }; then
        say 'Making .venv and filling it from the lock; this takes about a minute.'
        "$python" -m venv --clear "$venv" || stop 'The folder .venv could not be made.'
    fi
    rm -f "$stamp"
    quiet_pip --require-hashes -r "$lock" ||
        stop 'The libraries in packaging/requirements.lock could not be installed in .venv.'
    quiet_pip --no-deps --no-build-isolation -e "$root" ||
        stop 'The application could not be installed in .venv.'
    # The first window opens a tenth of a second sooner where no module is still to be compiled.
    "$venv/bin/python" -m compileall -q "$root/recruitment_app" || :
    stamp_of_now >"$stamp"
}

find_python
complete_debian
complete_venv
