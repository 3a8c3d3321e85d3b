"""What the command says of a review: what was decided, what is left, and which lines of the file do not count."""

from __future__ import annotations

from release.review.session import ReviewSession

__all__ = ["not_counted", "summary"]


def summary(session: ReviewSession) -> list[str]:
    """Say in a few lines what was done and what is left."""
    progress = session.progress()
    findings, notes = progress["findings"], progress["notes"]
    lines = [
        f"findings: {findings['total'] - findings['open']:,} decided, {findings['open']:,} open "
        f"({findings['identifier']:,} identifiers, {findings['not-identifier']:,} false alarms, "
        f"{findings['wrong-boundary']:,} wrong boundaries)",
        f"sample: {notes['reviewed']:,} of {notes['total']:,} notes reviewed, {notes['leaky']:,} leaky",
        f"decisions: {session.plan.out}",
    ]
    if notes["skipped"]:
        lines.append(f"{notes['skipped']:,} notes were passed over; a bound holds only once they are decided")
    return lines


def not_counted(session: ReviewSession) -> list[str]:
    """Say which lines of review.jsonl do not count, and why; nothing where all do."""
    decisions = session.log.decisions
    lines = []
    if decisions.elsewhere:
        lines.append(f"{decisions.elsewhere:,} decisions in {session.plan.out} are about other data and do not count")
    if decisions.unreadable:
        lines.append(
            f"{decisions.unreadable:,} lines of {session.plan.out} cannot be read (cut short?) and do not count"
        )
    return lines
