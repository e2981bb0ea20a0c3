// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// The two stores of a migration agree, by the word of the service that compares them range by
/// range in passes.
///
/// It is no statistics: a pass covers everything or has not finished, and one mismatch is one too
/// many. What it proves is as good as the service's comparison.
///
/// @param required whether passes are asked for; false says that there is nothing to reconcile
/// @param within how long ago the newest clean pass may have ended; 1 s to 7 days
/// @param action what a mismatch leads to while the rollout runs; whatever it is, nothing goes on
///     without a clean pass
public record ReconciliationGuardrail(boolean required, Duration within, GuardrailAction action) {
    /// For a step of a migration whose plan says nothing.
    public static final ReconciliationGuardrail USUAL =
            new ReconciliationGuardrail(true, Duration.ofMinutes(15), GuardrailAction.ROLL_BACK);

    /// Name of the check.
    static final String NAME = "reconciliation";

    /// What is missing before the first step, and what to do about it; empty when the newest pass is
    /// clean and young enough, or none is asked for. Times are told as such, so that the words stay
    /// until a fact changes.
    public Optional<String> missing(ReconciliationState state, Instant now) {
        if (!required) {
            return Optional.empty();
        }
        ReconciliationState.Pass newest = state.newest();
        if (newest == null) {
            return Optional.of("no pass that compares the stores has ended which began when every process was at "
                    + state.stage() + ": let the service reconcile them");
        }
        if (newest.isMismatched()) {
            return Optional.of(newest.words() + ": repair what differs, and let the service compare them again");
        }
        return isYoung(newest.endedAt(), now)
                ? Optional.empty()
                : Optional.of(
                        "the last pass that compared the stores was clean and ended at " + second(newest.endedAt())
                                + ", and the plan asks for one of the last " + Words.span(within)
                                + ": let the service compare them again");
    }

    boolean isYoung(Instant endedAt, Instant now) {
        return Duration.between(endedAt, now).compareTo(within) <= 0;
    }

    static Instant second(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS);
    }
}
