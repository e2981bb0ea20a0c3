// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.editing;

import dev.evenkeel.server.flags.definition.EditedFlag;
import dev.evenkeel.server.foundation.problems.ConflictException;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import dev.evenkeel.server.gates.approval.ApproverEligibilityPolicy;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/// The gate for approvals of flag edits: rejects edits with fewer approvals than the policy requires. Kills and
/// reverts of the last change need no approval, so that one person can stop harm.
@Component
class EditApprovalGate {
    private final FlagEditPolicy policy;
    private final ApproverEligibilityPolicy approvers;

    EditApprovalGate(FlagEditPolicy policy, ApproverEligibilityPolicy approvers) {
        this.policy = policy;
        this.approvers = approvers;
    }

    /// Checks an edit.
    ///
    /// @throws ConflictException if it lacks approvals
    void check(ProposedEdit edit) {
        ToIntFunction<String> needed =
                policy.requiredApprovals(edit.environment(), edit.approvals().changeClass());
        List<EditedFlag> lacking = edit.flags().stream()
                .filter(flag -> needed.applyAsInt(flag.key()) > edit.approvals().count())
                .filter(flag -> !isExempt(edit, flag))
                .toList();
        if (lacking.isEmpty()) {
            return;
        }
        String names = lacking.stream().map(EditedFlag::key).limit(5).collect(Collectors.joining(", "))
                + (lacking.size() > 5 ? " and " + (lacking.size() - 5) + " more" : "");
        int most = maxRequired(needed, lacking);
        throw new ConflictException(
                ProblemCode.APPROVAL_REQUIRED,
                "A change of " + names + " in environment " + edit.environment() + " requires " + formatApprovals(most)
                        + " by users other than the author, but has "
                        + edit.approvals().count()
                        + ". Nothing was changed.",
                "Create a proposal: ./evenkeel proposal create FILE --environment " + edit.environment()
                        + " --reason TEXT. Disabling a flag and reverting its last change require no approval. In an"
                        + " emergency, an operator can override the gate: ./evenkeel override create FLAG"
                        + " --gate approvals --class hotfix --expires-in PT2H --reason TEXT");
    }

    /// Returns the number of approvals that an edit of some flags requires.
    int countRequiredApprovals(String environment, List<EditedFlag> edited, String changeClass) {
        return maxRequired(policy.requiredApprovals(environment, changeClass), edited);
    }

    /// Returns the participants of a proposal, who cannot approve it: its author, and the editors of its flags
    /// since their last approved version.
    List<ApproverEligibilityPolicy.ChangeParticipant> listParticipants(Proposal proposal) {
        Stream<ApproverEligibilityPolicy.ChangeParticipant> editors = proposal.patch().flags().stream()
                .flatMap(flag -> approvers.listEditors(proposal.environment(), flag, "flag " + flag).stream());
        return Stream.concat(
                        Stream.of(new ApproverEligibilityPolicy.ChangeParticipant(proposal.author(), "created it")),
                        editors)
                .toList();
    }

    /// Records the flag versions of an applied proposal as approved.
    void recordApproval(Proposal proposal, List<EditedFlag> edited) {
        edited.forEach(flag -> approvers.recordApproval(proposal.id(), proposal.environment(), flag.key()));
    }

    private static int maxRequired(ToIntFunction<String> needed, List<EditedFlag> edited) {
        return edited.stream().map(EditedFlag::key).mapToInt(needed).max().orElse(0);
    }

    private boolean isExempt(ProposedEdit edit, EditedFlag flag) {
        return flag.isKill() || policy.isOverridden(edit.environment(), flag.key(), edit.at()) || edit.isRevertOf(flag);
    }

    private static String formatApprovals(int number) {
        return number == 1 ? "1 approval" : number + " approvals";
    }
}
