import pytest

from recruitment_app.casework.next_acts import ACT_DUTY
from recruitment_app.errors import NotAllowed
from recruitment_app.rules.roles import MAY, ROLE_WORDS, Duty, Role, may, require

M, W, A, P, D = (
    Role.MANAGER,
    Role.SOCIAL_WORKER,
    Role.ADMINISTRATOR,
    Role.PANEL_ADVISER,
    Role.DECISION_MAKER,
)
LEAVE = {
    Duty.READ_CASES: {M, W, A, P, D},
    Duty.RECORD_ENQUIRIES: {M, W, A},
    Duty.ENTER_DATES: {M, W, A},
    Duty.ASSESS: {M, W},
    Duty.WRITE_NOTES: {M, W, A, P},
    Duty.KEEP_DOCUMENTS: {M, W, A, P},
    Duty.KEEP_TASKS: {M, W, A, P, D},
    Duty.WRITE_REPORT: {M, W},
    Duty.READ_CONFIDENTIAL: {M, W, D},
    Duty.ALLOCATE: {M, A},
    Duty.HAND_OVER: {M},
    Duty.SUPERVISE: {M},
    Duty.READ_SUPERVISION: {M, W},
    Duty.DECIDE_REGISTRATION: {M, A},
    Duty.DECIDE_STAGE_ONE: {M, A},
    Duty.DECIDE_CHECKS: {M},
    Duty.EXTEND: {M, W},
    Duty.RECORD_PANEL: {M, W, A, P},
    Duty.RECORD_AGENCY_DECISION: {M, A, D},
    Duty.CLOSE: {M, W},
    Duty.REOPEN: {M, W},
    Duty.SET_UP_AGENCY: {M},
    Duty.IMPORT: {M, A},
    Duty.MERGE: {M, W, A},
    Duty.EXPORT: {M, W, A, P, D},
    Duty.SHARE_VIEWS: {M, W, A},
    Duty.WORD_LETTERS: {M, A},
    Duty.EXPORT_ALL: {M},
    Duty.SEE_RESTRICTED: {M},
    Duty.READ_AUDIT: {M},
    Duty.BACK_UP: {M, W, A, P, D},
}


@pytest.mark.parametrize("duty", Duty)
@pytest.mark.parametrize("role", Role)
def test_a_role_has_leave_for_its_own_duties(role, duty):
    assert may(role, duty) == (role in LEAVE[duty])


@pytest.mark.parametrize("duty", Duty)
@pytest.mark.parametrize("role", Role)
def test_leave_that_is_refused_says_whom_to_ask(role, duty):
    if may(role, duty):
        require(role, duty)
        return
    with pytest.raises(NotAllowed, match=r"^This may be done by .+: ask one of them") as refused:
        require(role, duty)
    assert str(refused.value).endswith(".")


def test_the_sentence_names_everybody_who_may():
    with pytest.raises(NotAllowed) as refused:
        require(Role.SOCIAL_WORKER, Duty.RECORD_AGENCY_DECISION)
    assert str(refused.value) == (
        "This may be done by a manager, an administrator or the agency decision maker:"
        " ask one of them to record it."
    )
    with pytest.raises(NotAllowed, match=r"^This may be done by a manager: ask"):
        require(Role.SOCIAL_WORKER, Duty.READ_AUDIT)


def test_every_duty_is_somebodys_and_every_act_has_one():
    assert set(MAY) == set(Duty)
    assert all(MAY.values())
    assert set(ACT_DUTY.values()) <= set(Duty)
    assert set(ROLE_WORDS) == set(Role)
