// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.guard;

import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.engine.rollout.HoldKind;
import dev.evenkeel.server.foundation.audit.AuditEvent;
import dev.evenkeel.server.foundation.audit.AuditLog;
import dev.evenkeel.server.rollouts.evidence.EvidenceService;
import dev.evenkeel.server.rollouts.evidence.EvidenceWindow;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import dev.evenkeel.server.rollouts.rollout.RolloutAuditSnapshot;
import dev.evenkeel.server.rollouts.rollout.RolloutDecisionKind;
import dev.evenkeel.server.rollouts.rollout.RolloutDecisionRepository;
import dev.evenkeel.server.rollouts.rollout.RolloutDecisionRepository.ExposureSetting;
import dev.evenkeel.server.rollouts.rollout.RolloutRepository;
import dev.evenkeel.server.rollouts.rollout.RolloutStatus;
import dev.evenkeel.server.rollouts.rollout.RolloutTick;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Carries out decisions: flag, evidence window, decision row and audit row, all in the caller's transaction,
/// under the lock of the rollout.
@Component
public class RolloutTransitionExecutor {
    /// The guard, as it is named in the ledger.
    static final String GUARD = "guard";
    /* Processes and gates come and go; who waits sees it after so long. */
    private static final Duration RENEWED_AFTER = Duration.ofMinutes(1);

    private final RolloutSplitService splits;
    private final EvidenceService outcomes;
    private final RolloutRepository rollouts;
    private final RolloutDecisionRepository decisions;
    private final AuditLog ledger;

    RolloutTransitionExecutor(
            RolloutSplitService splits,
            EvidenceService outcomes,
            RolloutRepository rollouts,
            RolloutDecisionRepository decisions,
            AuditLog ledger) {
        this.splits = splits;
        this.outcomes = outcomes;
        this.rollouts = rollouts;
        this.decisions = decisions;
        this.ledger = ledger;
    }

    /// Begins a new rollout: everybody on control, under a split, so that control is measured.
    ///
    /// @param who ordered it
    /// @return the rollout as stored
    public Rollout begin(Rollout fresh, String who) {
        rollouts.insert(fresh);
        long revision = takeOver(fresh, who);
        Rollout begun = fresh.at(fresh.position().under(revision));
        expect(begun);
        rollouts.save(begun);
        ledger.append(new AuditEvent(
                who, "rollout.started", begun.id(), begun.reason(), null, RolloutAuditSnapshot.of(begun)));
        return begun;
    }

    /* An ended rollout may have left its split in the flag. Its lock keeps others from tidying meanwhile. */
    private long takeOver(Rollout fresh, String who) {
        String reason = "rollout " + fresh.id() + " begins: " + fresh.reason();
        splits.findInForce(fresh.environment(), fresh.flag())
                .flatMap(rollouts::lock)
                .filter(left -> left.status().ended())
                .ifPresent(left -> splits.clear(fresh.environment(), fresh.flag(), who, reason));
        return splits.hold(fresh, who, reason);
    }

    /// Carries out a decision.
    ///
    /// @param who decided
    /// @return the rollout after it, for the caller to save
    public Rollout make(Rollout rollout, RolloutTransition move, String who) {
        Rollout.Position before = rollout.position();
        long revision = revision(rollout, move, who);
        boolean moves = move.kind() == RolloutDecisionKind.START
                || !move.exposure().equals(before.exposure())
                || (move.restartsStep() && revision != before.revision());
        Rollout after = rollout.at(new Rollout.Position(
                move.status(),
                move.step(),
                moves || move.restartsStep() ? move.at() : before.stepStartedAt(),
                move.exposure(),
                revision,
                before.decisions() + 1,
                move.hold(),
                !moves && (before.approved() || move.kind() == RolloutDecisionKind.APPROVE),
                move.status().ended() ? move.at() : null));
        if (moves) {
            expect(after);
        }
        decisions.insert(after.id(), move.noted(after, before.step()));
        if (move.kind() != RolloutDecisionKind.HOLD || move.restartsStep()) {
            String action = "rollout." + move.kind().pastTense();
            ledger.append(new AuditEvent(
                    who,
                    action,
                    after.id(),
                    move.reason(),
                    RolloutAuditSnapshot.of(rollout),
                    RolloutAuditSnapshot.of(after)));
        }
        return after;
    }

    /// Ends a rollout whose flag was disabled under it, as the kill switch does: nobody is on either side any
    /// more.
    ///
    /// @return the rollout after it; empty when the flag is enabled
    Optional<Rollout> abortIfDisabled(Rollout rollout, Instant now) {
        return splits.isDisabledUnder(rollout)
                ? Optional.of(make(rollout, RolloutTransition.abort(rollout, "the flag is disabled", now), GUARD))
                : Optional.empty();
    }

    /// Whether a tick counts for no decision, because it is about the flag as it was before its last edit and
    /// came long after that.
    boolean isOutdated(Rollout rollout, RolloutTick tick) {
        return splits.isOfFormerVersion(rollout, tick.revision(), tick.at());
    }

    /// Other rollouts of the environment that run now, in words.
    List<String> runningBeside(Rollout rollout) {
        return rollouts.runningBeside(rollout);
    }

    /// Whether a rollout has not said yet why it holds: it holds for something else, or said other words
    /// more than a minute ago.
    boolean isNews(Rollout rollout, HoldKind hold, String words, Instant now) {
        return rollout.position().hold() != hold
                || decisions
                        .find(rollout.id(), rollout.position().decisions())
                        .filter(said -> !said.reason().equals(words))
                        .filter(said -> !now.isBefore(said.at().plus(RENEWED_AFTER)))
                        .isPresent();
    }

    /// Whether closed gates are no longer as they were when a rollout last said why it holds: they have opened
    /// or closed since, or give other reasons and it said so more than a minute ago.
    boolean isNewsOfGates(Rollout rollout, String closedGates, Instant now) {
        return decisions
                .find(rollout.id(), rollout.position().decisions())
                .filter(said -> !said.closedGates().equals(closedGates))
                .filter(said -> said.closedGates().isEmpty() != closedGates.isEmpty()
                        || !now.isBefore(said.at().plus(RENEWED_AFTER)))
                .isPresent();
    }

    private long revision(Rollout rollout, RolloutTransition move, String who) {
        return switch (move.kind()) {
            case START, ADVANCE, STEP_BACK -> splits.set(rollout, move.step(), who, move.reason());
            case ROLL_BACK, ABORT -> splits.back(rollout, who, move.reason());
            case HOLD -> isSuspension(rollout, move) ? splits.hold(rollout, who, move.reason()) : before(rollout);
            case CONFIRM ->
                move.status() == RolloutStatus.RUNNING
                        ? splits.set(rollout, move.step(), who, move.reason())
                        : before(rollout);
            case OBSERVE, APPROVE, COMPLETE -> before(rollout);
        };
    }

    /* Past the point of no return nobody is put back, not even for a while. */
    private static boolean isSuspension(Rollout rollout, RolloutTransition move) {
        return move.restartsStep()
                && rollout.status() == RolloutStatus.RUNNING
                && move.exposure().equals(Percent.NONE);
    }

    private static long before(Rollout rollout) {
        return rollout.position().revision();
    }

    private void expect(Rollout rollout) {
        Rollout.Position position = rollout.position();
        outcomes.expect(new EvidenceWindow(
                rollout.id(),
                position.revision(),
                rollout.environment(),
                rollout.flag(),
                rollout.control(),
                rollout.candidate()));
        decisions.insertExposure(
                rollout.id(), new ExposureSetting(position.revision(), position.step(), position.exposure()));
    }
}
