// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.change;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The rule by which a change is clean, failed or major.
///
/// In the order of the rule: a major incident linked to it makes it MAJOR; any other harm FAILED; one that the
/// guard stopped or that was given up is that; one that runs, or has been done for less than the time in which
/// harm shows, is OPEN; the others are CLEAN. Harm counts whenever it comes, so a clean change may become a
/// failed one.
///
/// @param version names the rule with each verdict, so that an old verdict is not read by a new rule
/// @param settlesIn time in which most harm shows; above zero
/// @param majorUpTo the least severe that is a major incident: 2 means severities 1 and 2
public record ChangeOutcomeRule(String version, Duration settlesIn, int majorUpTo) {
    /// Harm shows within a day; severities 1 and 2 are major.
    public static final ChangeOutcomeRule STANDARD = new ChangeOutcomeRule("standard-1", Duration.ofDays(1), 2);

    public ChangeOutcomeRule {
        if (settlesIn.isNegative() || settlesIn.isZero() || majorUpTo < 1) {
            throw new IllegalArgumentException("harm shows in more than no time, and severities begin at 1; got "
                    + settlesIn + " and " + majorUpTo);
        }
    }

    /// A verdict.
    ///
    /// @param reason for people
    /// @param rule version of the rule
    public record Verdict(ChangeOutcome outcome, String reason, String rule) {}

    /// Judges.
    public Verdict judge(Change change, List<ChangeHarm> harms, Instant now) {
        return worst(harms)
                .map(harm ->
                        new Verdict(isMajor(harm) ? ChangeOutcome.MAJOR : ChangeOutcome.FAILED, harm.words(), version))
                .orElseGet(() -> unharmed(change, now));
    }

    private Optional<ChangeHarm> worst(List<ChangeHarm> harms) {
        return harms.stream()
                .min(Comparator.<ChangeHarm, Boolean>comparing(harm -> !isMajor(harm))
                        .thenComparing(ChangeHarm::at));
    }

    private boolean isMajor(ChangeHarm harm) {
        return harm.cause() == ChangeHarm.Cause.INCIDENT && harm.severity() >= 1 && harm.severity() <= majorUpTo;
    }

    private Verdict unharmed(Change change, Instant now) {
        Instant finished = change.finishedAt();
        if (finished == null) {
            return new Verdict(ChangeOutcome.OPEN, "it is on its way", version);
        }
        return switch (change.status()) {
            case STOPPED -> new Verdict(ChangeOutcome.STOPPED, "the guard stopped it", version);
            case GIVEN_UP -> new Verdict(ChangeOutcome.GIVEN_UP, "it was given up", version);
            case RUNNING, DONE -> done(finished, now);
        };
    }

    private Verdict done(Instant finished, Instant now) {
        Instant settled = finished.plus(settlesIn);
        return now.isBefore(settled)
                ? new Verdict(ChangeOutcome.OPEN, "harm may still show until " + settled, version)
                : new Verdict(ChangeOutcome.CLEAN, "nothing was held against it until " + settled, version);
    }
}
