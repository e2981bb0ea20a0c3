// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.approval;

import dev.evenkeel.engine.gate.Approval;
import dev.evenkeel.server.flags.flag.FlagService;
import dev.evenkeel.server.flags.flag.FlagVersion;
import dev.evenkeel.server.foundation.problems.ConflictException;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import dev.evenkeel.server.gates.gate.RunningChangesProvider;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/// Decides who may approve the change of a flag: a step of a rollout, a start, or a proposed edit. Nobody who
/// has a part in the change may: neither whoever ordered it, nor who made the version of the flag that is in
/// force, nor anybody who edited the flag since its last approved version. Thread-safe.
@Component
public class ApproverPolicy {
    private final FlagService flags;
    private final RunningChangesProvider running;
    private final ApprovedVersionRepository approved;

    ApproverPolicy(FlagService flags, RunningChangesProvider running, ApprovedVersionRepository approved) {
        this.flags = flags;
        this.running = running;
        this.approved = approved;
    }

    /// Somebody who has a part in a change.
    ///
    /// @param part as the end of a sentence that begins with the person
    public record Participant(String person, String part) {
        /// Whether that person it is. Letter case and space around names do not matter.
        boolean is(String other) {
            return Approval.isSamePerson(person, other);
        }
    }

    /// Who edited a flag since its last approved version, and who made the version in force, the last one
    /// first.
    ///
    /// @param called how a sentence calls the flag
    public List<Participant> editors(String environment, String flag, String called) {
        FlagVersion version = flags.version(environment, flag);
        long since = approved.findNewest(environment, flag).orElse(-1L);
        Stream<Participant> last = Stream.of(version.author())
                .filter(author -> !author.isEmpty())
                .map(author -> new Participant(author, "changed " + called + " last"));
        Stream<Participant> before = flags.editors(environment, flag, since).stream()
                .filter(author -> !Approval.isSamePerson(author, version.author()))
                .map(author -> new Participant(author, "changed " + called + " since its last approved version"));
        return Stream.concat(last, before).toList();
    }

    /// Who has a part in the change that a flag makes now: its editors, and who ordered the rollout that runs
    /// on it.
    List<Participant> participants(String environment, String flag) {
        Stream<Participant> ordered = running.find(environment, flag).stream()
                .map(one -> new Participant(one.orderedBy(), "ordered the rollout that runs on it"));
        return Stream.concat(editors(environment, flag, "it").stream(), ordered).toList();
    }

    /// The part that a person has in a change; empty when they may approve it.
    public static Optional<Participant> findPart(String person, Collection<Participant> participants) {
        return participants.stream().filter(one -> one.is(person)).findFirst();
    }

    /// Makes sure that a person may approve a change.
    ///
    /// @param change as a sentence calls it, such as `rollout r-1`
    /// @param more what else can be done; may be empty
    /// @throws ConflictException when they have a part in it
    public static void requireOther(String person, String change, Collection<Participant> participants, String more) {
        findPart(person, participants).ifPresent(one -> {
            throw new ConflictException(
                    ProblemCode.OWN_CHANGE,
                    person + " cannot approve " + change + ", because " + one.person() + " " + one.part()
                            + ". Nothing was approved.",
                    "Let somebody else approve it; who uses the admin token says who they are in \"person\"." + more);
        });
    }

    /// Notes that somebody approved the version of a flag that is in force.
    ///
    /// @param approval id of the approval, of the rollout whose step was approved, or of the proposal
    public void approved(String approval, String environment, String flag) {
        approved.insert(
                approval, environment, flag, flags.version(environment, flag).revision());
    }

    /// Forgets an approval that was withdrawn.
    void withdrawn(String approval) {
        approved.delete(approval);
    }

    /// Whether an approval is of the version of a flag that is in force.
    public boolean isOfPresentVersion(String approval, String environment, String flag) {
        return approved.has(approval, flag, flags.version(environment, flag).revision());
    }
}
