// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.guard;

import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.engine.rollout.HoldKind;
import dev.evenkeel.engine.rollout.RolloutDecisionKind;
import dev.evenkeel.engine.rollout.RolloutStatus;
import dev.evenkeel.server.foundation.audit.AuditEvent;
import dev.evenkeel.server.foundation.audit.AuditLog;
import dev.evenkeel.server.rollouts.evidence.EvidenceRepository;
import dev.evenkeel.server.rollouts.evidence.RolloutExposureWindow;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import dev.evenkeel.server.rollouts.rollout.RolloutAuditSnapshot;
import dev.evenkeel.server.rollouts.rollout.RolloutDecisionRepository;
import dev.evenkeel.server.rollouts.rollout.RolloutDecisionRepository.ExposureSetting;
import dev.evenkeel.server.rollouts.rollout.RolloutRepository;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// The executor of transitions: changes flag, evidence window, decision and audit entry, in the caller's
/// transaction, under the lock of the rollout.
@Component
public class RolloutTransitionExecutor {
    /// Name of the guard in the audit log.
    static final String GUARD = "guard";
    /* Interval after which a changed reason is recorded again. Processes and gates change often. */
    private static final Duration RENEWED_AFTER = Duration.ofMinutes(1);

    private final RolloutSplitService splits;
    private final EvidenceRepository evidence;
    private final RolloutRepository rollouts;
    private final RolloutDecisionRepository decisions;
    private final AuditLog auditLog;

    RolloutTransitionExecutor(
            RolloutSplitService splits,
            EvidenceRepository evidence,
            RolloutRepository rollouts,
            RolloutDecisionRepository decisions,
            AuditLog auditLog) {
        this.splits = splits;
        this.evidence = evidence;
        this.rollouts = rollouts;
        this.decisions = decisions;
        this.auditLog = auditLog;
    }

    /// Starts a new rollout with all units on control, under a split, so that control is measured.
    ///
    /// @param who user who starts it, for the audit log
    /// @return rollout as stored
    public Rollout start(Rollout fresh, String who) {
        rollouts.insert(fresh);
        long revision = replaceSplit(fresh, who);
        Rollout rollout = fresh.withPosition(fresh.position().withRevision(revision));
        openEvidenceWindow(rollout);
        rollouts.update(rollout);
        auditLog.append(new AuditEvent(
                who, "rollout.started", rollout.id(), rollout.reason(), null, RolloutAuditSnapshot.toJson(rollout)));
        return rollout;
    }

    /*
     * An ended rollout may have left its split in the flag. The lock keeps other sessions from removing it at the
     * same time.
     */
    private long replaceSplit(Rollout fresh, String who) {
        splits.findActiveOwner(fresh.environment(), fresh.flag())
                .flatMap(rollouts::lock)
                .filter(left -> left.status().isEnded())
                .ifPresent(left -> splits.clearEndedSplit(left, who, "rollout " + fresh.id() + " started"));
        return splits.setControlSplit(fresh);
    }

    /// Executes a transition.
    ///
    /// @param who who decided, for the audit log
    /// @return rollout after it; the caller saves it
    public Rollout apply(Rollout rollout, RolloutTransition transition, String who) {
        Rollout.Position before = rollout.position();
        long revision = applySplit(rollout, transition);
        boolean moves = transition.kind() == RolloutDecisionKind.START
                || !transition.exposure().equals(before.exposure())
                || (transition.restartsStep() && revision != before.revision());
        Rollout after = rollout.withPosition(new Rollout.Position(
                transition.status(),
                transition.step(),
                moves || transition.restartsStep() ? transition.at() : before.stepStartedAt(),
                transition.exposure(),
                revision,
                before.decisions() + 1,
                transition.hold(),
                !moves && (before.approved() || transition.kind() == RolloutDecisionKind.APPROVE),
                transition.status().isEnded() ? transition.at() : null));
        if (moves) {
            openEvidenceWindow(after);
        }
        decisions.insert(after.id(), transition.toDecision(after, before.step()));
        if (transition.kind() != RolloutDecisionKind.HOLD || transition.restartsStep()) {
            String action = "rollout." + transition.kind().pastTense();
            auditLog.append(new AuditEvent(
                    who,
                    action,
                    after.id(),
                    transition.reason(),
                    RolloutAuditSnapshot.toJson(rollout),
                    RolloutAuditSnapshot.toJson(after)));
        }
        return after;
    }

    /// Aborts a rollout whose flag was disabled, as by the kill switch: no unit gets either variant any more.
    ///
    /// @return rollout after it; empty when the flag is enabled
    Optional<Rollout> abortIfDisabled(Rollout rollout, Instant now) {
        return splits.isDisabledUnder(rollout)
                ? Optional.of(apply(rollout, RolloutTransition.abort(rollout, "the flag is disabled", now), GUARD))
                : Optional.empty();
    }

    /// Whether the reason for a hold must be recorded: the kind differs from the last one, or the text does and
    /// the last one was recorded at least a minute ago.
    boolean isNewHoldReason(Rollout rollout, HoldKind hold, String words, Instant now) {
        return rollout.position().hold() != hold
                || decisions
                        .findByNumber(rollout.id(), rollout.position().decisions())
                        .filter(said -> !said.reason().equals(words))
                        .filter(said -> !now.isBefore(said.at().plus(RENEWED_AFTER)))
                        .isPresent();
    }

    /// Whether a change of closed gates must be recorded: gates were closed and now none is, or the reverse, or
    /// their reasons differ and the last ones were recorded at least a minute ago.
    boolean isNewGateReason(Rollout rollout, String closedGates, Instant now) {
        return decisions
                .findByNumber(rollout.id(), rollout.position().decisions())
                .filter(said -> !said.closedGates().equals(closedGates))
                .filter(said -> said.closedGates().isEmpty() != closedGates.isEmpty()
                        || !now.isBefore(said.at().plus(RENEWED_AFTER)))
                .isPresent();
    }

    private long applySplit(Rollout rollout, RolloutTransition transition) {
        return switch (transition.kind()) {
            case START, ADVANCE, STEP_BACK -> splits.setStepExposure(rollout, transition.step());
            case ROLL_BACK, ABORT -> splits.rollBack(rollout);
            case HOLD -> isSuspension(rollout, transition) ? splits.setControlSplit(rollout) : currentRevision(rollout);
            case CONFIRM ->
                transition.status() == RolloutStatus.RUNNING
                        ? splits.setStepExposure(rollout, transition.step())
                        : currentRevision(rollout);
            case OBSERVE, APPROVE, COMPLETE -> currentRevision(rollout);
        };
    }

    /* Past the point of no return units are not moved back, not even temporarily. */
    private static boolean isSuspension(Rollout rollout, RolloutTransition transition) {
        return transition.restartsStep()
                && rollout.status() == RolloutStatus.RUNNING
                && transition.exposure().equals(Percent.NONE);
    }

    private static long currentRevision(Rollout rollout) {
        return rollout.position().revision();
    }

    private void openEvidenceWindow(Rollout rollout) {
        Rollout.Position position = rollout.position();
        evidence.insertWindow(new RolloutExposureWindow(
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
