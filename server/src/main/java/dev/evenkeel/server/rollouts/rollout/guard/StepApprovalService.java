// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.guard;

import dev.evenkeel.server.foundation.problems.ConflictException;
import dev.evenkeel.server.foundation.problems.MalformedOrOverLimitException;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import dev.evenkeel.server.gates.approval.ApproverEligibilityPolicy;
import dev.evenkeel.server.gates.approval.ApproverEligibilityPolicy.ChangeParticipant;
import dev.evenkeel.server.rollouts.rollout.Rollout;
import dev.evenkeel.server.rollouts.rollout.RolloutDecision;
import dev.evenkeel.server.rollouts.rollout.RolloutQueries;
import dev.evenkeel.server.rollouts.rollout.RolloutRepository;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// The approvals of steps. Only users named by the plan may approve, and never a user who took part in the
/// change. An approval is valid for the current version of the flag; an edit that changes its evaluation voids
/// it. Thread-safe.
@Component
public class StepApprovalService {
    private final RolloutRepository rollouts;
    private final RolloutTransitionExecutor transitions;
    private final ApproverEligibilityPolicy approvers;
    private final Clock clock;

    StepApprovalService(
            RolloutRepository rollouts,
            RolloutTransitionExecutor transitions,
            ApproverEligibilityPolicy approvers,
            Clock clock) {
        this.rollouts = rollouts;
        this.transitions = transitions;
        this.approvers = approvers;
        this.clock = clock;
    }

    /// Approves leaving the current step. The rollout still waits for all other conditions.
    ///
    /// @param person user who approves
    /// @param who sender of the request, for the audit log
    /// @throws ConflictException when there is nothing to approve, or the person took part in the change
    /// @throws MalformedOrOverLimitException when the plan names other approvers
    @Transactional
    public Rollout approve(String id, String person, String reason, String who) {
        Rollout rollout = withCurrentApproval(rollouts.lock(id).orElseThrow(() -> RolloutQueries.notFound(id)));
        requirePossible(rollout, person);
        if (rollout.position().approved()) {
            return rollout;
        }
        approvers.recordApproval(id, rollout.environment(), rollout.flag());
        String why = RolloutDecision.approvalReason(person, reason);
        RolloutTransition approval =
                RolloutTransition.approve(rollout, why, clock.instant().truncatedTo(ChronoUnit.MICROS));
        Rollout approved = transitions.apply(rollout, approval, who);
        rollouts.update(approved);
        return approved;
    }

    /// Returns the rollout without an approval that was given for another version of the flag. Reads in the
    /// caller's transaction.
    Rollout withCurrentApproval(Rollout rollout) {
        return rollout.position().approved()
                        && !approvers.isForCurrentVersion(rollout.id(), rollout.environment(), rollout.flag())
                ? rollout.withPosition(rollout.position().withoutApproval())
                : rollout;
    }

    private void requirePossible(Rollout rollout, String who) {
        if (rollout.status().isEnded()) {
            throw new ConflictException(
                    ProblemCode.ROLLOUT_ENDED,
                    "Rollout " + rollout.id() + " already ended: " + rollout.status() + ".",
                    "No action is needed.");
        }
        if (!rollout.plan().canApprove(who)) {
            throw new MalformedOrOverLimitException(
                    ProblemCode.FORBIDDEN,
                    who + " is not an approver in the plan of rollout " + rollout.id() + ". Approvers: "
                            + String.join(", ", rollout.plan().approvers()) + ".",
                    "Ask one of them to approve.");
        }
        if (rollout.requiresConfirmation()) {
            throw new ConflictException(
                    ProblemCode.NOTHING_TO_APPROVE,
                    "Rollout " + rollout.id() + " is held, because the database was restored from a backup.",
                    "Run ./evenkeel rollout resume " + rollout.id() + ", or ./evenkeel rollout abort " + rollout.id());
        }
        if (!rollout.requiresApproval()) {
            throw new ConflictException(
                    ProblemCode.NOTHING_TO_APPROVE,
                    "The current step of rollout " + rollout.id() + " requires no approval.",
                    "To end the rollout: ./evenkeel rollout abort " + rollout.id());
        }
        ApproverEligibilityPolicy.requireNotParticipant(
                who,
                "rollout " + rollout.id(),
                participants(rollout),
                " To end the rollout instead: ./evenkeel rollout abort " + rollout.id());
    }

    private List<ChangeParticipant> participants(Rollout rollout) {
        return Stream.concat(
                        Stream.of(new ChangeParticipant(rollout.change().author(), "started it")),
                        approvers.listEditors(rollout.environment(), rollout.flag(), "flag " + rollout.flag()).stream())
                .toList();
    }
}
