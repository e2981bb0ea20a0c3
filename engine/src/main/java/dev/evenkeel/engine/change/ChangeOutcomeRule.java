// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.change;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The rule that classifies changes as clean, failed or major.
///
/// In order: a change linked to a major incident is MAJOR; one with any other harm FAILED; one stopped by the
/// guard STOPPED, and an abandoned one GIVEN_UP; one that runs, or was completed less than `settlesIn` ago,
/// is OPEN; all others are CLEAN. Harm counts at any time, so a clean change may become a failed one.
///
/// @param version version of the rule, stored with each verdict, so that an old verdict is not interpreted by
///     a new rule
/// @param settlesIn time in which most harm shows; above zero
/// @param majorUpTo least severe level that is a major incident: 2 means severities 1 and 2
public record ChangeOutcomeRule(String version, Duration settlesIn, int majorUpTo) {
    /// Harm shows within a day; severities 1 and 2 are major.
    public static final ChangeOutcomeRule STANDARD = new ChangeOutcomeRule("standard-1", Duration.ofDays(1), 2);

    public ChangeOutcomeRule {
        if (settlesIn.isNegative() || settlesIn.isZero() || majorUpTo < 1) {
            throw new IllegalArgumentException(
                    "settlesIn must be above zero and majorUpTo 1 or more, got " + settlesIn + " and " + majorUpTo);
        }
    }

    /// A verdict.
    ///
    /// @param reason reason, for people
    /// @param rule version of the rule
    public record Verdict(ChangeOutcome outcome, String reason, String rule) {}

    /// Classifies a change.
    public Verdict evaluate(Change change, List<ChangeHarmEvent> harms, Instant now) {
        return findWorst(harms)
                .map(harm -> new Verdict(
                        isMajor(harm) ? ChangeOutcome.MAJOR : ChangeOutcome.FAILED, harm.summary(), version))
                .orElseGet(() -> evaluateWithoutHarm(change, now));
    }

    private Optional<ChangeHarmEvent> findWorst(List<ChangeHarmEvent> harms) {
        return harms.stream()
                .min(Comparator.<ChangeHarmEvent, Boolean>comparing(harm -> !isMajor(harm))
                        .thenComparing(ChangeHarmEvent::at));
    }

    private boolean isMajor(ChangeHarmEvent harm) {
        return harm.cause() == ChangeHarmEvent.Cause.INCIDENT && harm.severity() >= 1 && harm.severity() <= majorUpTo;
    }

    private Verdict evaluateWithoutHarm(Change change, Instant now) {
        Instant finished = change.finishedAt();
        if (finished == null) {
            return new Verdict(ChangeOutcome.OPEN, "in progress", version);
        }
        return switch (change.status()) {
            case STOPPED -> new Verdict(ChangeOutcome.STOPPED, "the guard rolled it back", version);
            case ABORTED -> new Verdict(ChangeOutcome.ABORTED, "aborted by a user", version);
            case RUNNING, COMPLETED -> evaluateFinished(finished, now);
        };
    }

    private Verdict evaluateFinished(Instant finished, Instant now) {
        Instant settled = finished.plus(settlesIn);
        return now.isBefore(settled)
                ? new Verdict(ChangeOutcome.OPEN, "harm may still appear until " + settled, version)
                : new Verdict(ChangeOutcome.CLEAN, "no harm found until " + settled, version);
    }
}
