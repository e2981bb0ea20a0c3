// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/// Everything the rollout page shows. Its question: is it safe, and how do we know?
///
/// @param rollout names and texts that are shown as they are
/// @param now when this was true
/// @param status the rollout's state
/// @param place such as `step 2 of 6`
/// @param steps the step bar
/// @param answer the answer to the page's question
/// @param pulse what flows just now
/// @param guardrails one row per check
/// @param decisions newest first
/// @param threshold rollback evidence at which everybody goes back, such as `112`
/// @param falseAlarm chance that a harmless candidate ever reaches it, such as `0.89 %`
/// @param chartFrom the charts load the ticks after this number
record RolloutPage(
        RolloutFacts rollout,
        Instant now,
        Mark status,
        String place,
        List<StepMark> steps,
        Answer answer,
        Pulse pulse,
        List<GuardrailRow> guardrails,
        List<DecisionRow> decisions,
        String threshold,
        String falseAlarm,
        long chartFrom) {
    /* A quarter of an hour at a tick a second: one request of about 140 kB, compressed. */
    private static final long CHARTED_TICKS = 1_000;

    /// @param recent the last ticks, oldest first
    static RolloutPage of(RolloutFacts rollout, List<TickFacts> recent, Instant now) {
        double threshold = rollout.threshold();
        long lastTick = recent.isEmpty() ? 0 : recent.getLast().number();
        return new RolloutPage(
                rollout,
                now,
                Mark.of(rollout.status()),
                "step " + (rollout.step() + 1) + " of " + rollout.exposures().size(),
                StepMark.of(rollout),
                Answer.of(rollout),
                Pulse.of(recent, rollout, now),
                GuardrailRow.of(rollout),
                DecisionRow.of(rollout),
                Numbers.evidence(threshold),
                Numbers.share(Math.pow(10, -threshold)),
                Math.max(0, lastTick - CHARTED_TICKS));
    }

    /// Whether somebody can still stop it.
    boolean live() {
        return rollout.status() == RolloutStatus.SEEDING || rollout.status() == RolloutStatus.RUNNING;
    }

    String title() {
        return rollout.flag() + ": " + rollout.control() + " → " + rollout.candidate();
    }

    /// How long it ran, for one that has ended.
    String took() {
        return Numbers.duration(
                Duration.between(rollout.startedAt(), Objects.requireNonNullElse(rollout.endedAt(), now)));
    }

    String exposure() {
        return Numbers.exposure(rollout.exposure());
    }
}
