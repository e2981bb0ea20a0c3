// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.approval;

import dev.evenkeel.engine.gate.Approval;
import dev.evenkeel.server.flags.flag.FlagService;
import dev.evenkeel.server.flags.flag.FlagVersion;
import dev.evenkeel.server.foundation.problems.ConflictException;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import dev.evenkeel.server.gates.gate.RunningFlagChangeProvider;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/// The rules for who may approve a change of a flag: a start, a rollout step or a proposed edit. Participants
/// may not approve: the person who ordered the change, the author of the current flag version, and editors of
/// the flag since its last approved version. Thread-safe.
@Component
public class ApproverEligibilityPolicy {
    private final FlagService flags;
    private final RunningFlagChangeProvider running;
    private final ApprovedVersionRepository approved;

    ApproverEligibilityPolicy(
            FlagService flags, RunningFlagChangeProvider running, ApprovedVersionRepository approved) {
        this.flags = flags;
        this.running = running;
        this.approved = approved;
    }

    /// A participant of a change.
    ///
    /// @param role description of the participation; completes a sentence that starts with the person
    public record ChangeParticipant(String person, String role) {
        /// Returns whether the name is this person's; ignores letter case and surrounding spaces.
        boolean isSamePerson(String other) {
            return Approval.isSamePerson(person, other);
        }
    }

    /// Returns the author of the current flag version and the editors since the last approved version, latest
    /// first.
    ///
    /// @param called how to refer to the flag in a sentence
    public List<ChangeParticipant> listEditors(String environment, String flag, String called) {
        FlagVersion version = flags.getVersion(environment, flag);
        long since = approved.findNewest(environment, flag).orElse(-1L);
        Stream<ChangeParticipant> last = Stream.of(version.author())
                .filter(author -> !author.isEmpty())
                .map(author -> new ChangeParticipant(author, "changed " + called + " last"));
        Stream<ChangeParticipant> before = flags.listEditors(environment, flag, since).stream()
                .filter(author -> !Approval.isSamePerson(author, version.author()))
                .map(author -> new ChangeParticipant(author, "changed " + called + " since its last approved version"));
        return Stream.concat(last, before).toList();
    }

    /// Returns the participants of the current change of a flag: its editors, and the person who ordered the
    /// running rollout.
    List<ChangeParticipant> listParticipants(String environment, String flag) {
        Stream<ChangeParticipant> ordered = running.find(environment, flag).stream()
                .map(one -> new ChangeParticipant(one.startedBy(), "started the rollout that runs on it"));
        return Stream.concat(listEditors(environment, flag, "it").stream(), ordered)
                .toList();
    }

    /// Returns the participation of a person in a change; empty if the person may approve it.
    public static Optional<ChangeParticipant> findParticipant(
            String person, Collection<ChangeParticipant> participants) {
        return participants.stream().filter(one -> one.isSamePerson(person)).findFirst();
    }

    /// Checks that a person may approve a change.
    ///
    /// @param change how to refer to the change in a sentence, such as `rollout r-1`
    /// @param more further remedy; may be empty
    /// @throws ConflictException if the person is a participant
    public static void requireNotParticipant(
            String person, String change, Collection<ChangeParticipant> participants, String more) {
        findParticipant(person, participants).ifPresent(one -> {
            throw new ConflictException(
                    ProblemCode.SELF_APPROVAL,
                    person + " cannot approve " + change + ", because " + one.person() + " " + one.role()
                            + ". The approval was not created.",
                    "Ask another user to approve it. With the admin token, name that user with --on-behalf-of NAME."
                            + more);
        });
    }

    /// Records the current version of a flag as approved.
    ///
    /// @param approval id of the approval, of the rollout whose step was approved, or of the proposal
    public void recordApproval(String approval, String environment, String flag) {
        approved.insert(
                approval, environment, flag, flags.getVersion(environment, flag).revision());
    }

    /// Deletes the record of a withdrawn approval.
    void deleteApproval(String approval) {
        approved.delete(approval);
    }

    /// Returns whether an approval is for the current version of a flag.
    public boolean isForCurrentVersion(String approval, String environment, String flag) {
        return approved.exists(
                approval, flag, flags.getVersion(environment, flag).revision());
    }
}
