// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.editing;

import dev.evenkeel.server.flags.definition.EditedFlag;
import dev.evenkeel.server.flags.definition.FlagEditGate;
import dev.evenkeel.server.foundation.problems.ConflictException;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import dev.evenkeel.server.gates.approval.ApproverPolicy;
import java.time.Clock;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/// Holds back edits that fewer people are for than the policy asks. Never one that only switches a flag off
/// or takes its last change back: whoever sees harm ends it alone.
@Component
class EditApprovalGate implements FlagEditGate {
    private final FlagEditPolicy policy;
    private final ApproverPolicy approvers;
    private final Clock clock;

    EditApprovalGate(FlagEditPolicy policy, ApproverPolicy approvers, Clock clock) {
        this.policy = policy;
        this.approvers = approvers;
        this.clock = clock;
    }

    @Override
    public void check(ProposedEdit edit) {
        ToIntFunction<String> needed =
                policy.approvals(edit.environment(), edit.consent().changeClass());
        List<EditedFlag> lacking = edit.flags().stream()
                .filter(flag -> needed.applyAsInt(flag.key()) > edit.consent().approvals())
                .filter(flag -> !isFree(edit, flag))
                .toList();
        if (lacking.isEmpty()) {
            return;
        }
        String names = lacking.stream().map(EditedFlag::key).limit(5).collect(Collectors.joining(", "))
                + (lacking.size() > 5 ? " and " + (lacking.size() - 5) + " more" : "");
        int most = most(needed, lacking);
        throw new ConflictException(
                ProblemCode.APPROVAL_MISSING,
                "What " + names + " says in " + edit.environment() + " is changed once " + people(most)
                        + " other than the author approved it; "
                        + edit.consent().approvals()
                        + " did. Nothing was changed.",
                "Propose it with POST /api/v1/environments/" + edit.environment()
                        + "/proposals or ./evenkeel proposal create. To switch a flag off and to take its last change"
                        + " back nobody has to be asked. In an emergency an operator overrides gate approvals:"
                        + " ./evenkeel gate override FLAG --gate approvals.");
    }

    /// How many people have to approve an edit of some flags.
    int needed(String environment, List<EditedFlag> edited, String changeClass) {
        return most(policy.approvals(environment, changeClass), edited);
    }

    /// Who has a part in a proposal, and cannot approve it: its author, and who edited the flags that it sets
    /// since their last approved version.
    List<ApproverPolicy.Participant> participants(Proposal proposal) {
        Stream<ApproverPolicy.Participant> editors = proposal.patch().flags().stream()
                .flatMap(flag -> approvers.editors(proposal.environment(), flag, "flag " + flag).stream());
        return Stream.concat(Stream.of(new ApproverPolicy.Participant(proposal.author(), "made it")), editors)
                .toList();
    }

    /// Notes that the flags of a proposal, which is in force now, were approved.
    void approved(Proposal proposal, List<EditedFlag> edited) {
        edited.forEach(flag -> approvers.approved(proposal.id(), proposal.environment(), flag.key()));
    }

    private static int most(ToIntFunction<String> needed, List<EditedFlag> edited) {
        return edited.stream().map(EditedFlag::key).mapToInt(needed).max().orElse(0);
    }

    private boolean isFree(ProposedEdit edit, EditedFlag flag) {
        return flag.isKill()
                || policy.isOverridden(edit.environment(), flag.key(), clock.instant())
                || edit.takesBack(flag);
    }

    private static String people(int number) {
        return number == 1 ? "one person" : number + " people";
    }
}
