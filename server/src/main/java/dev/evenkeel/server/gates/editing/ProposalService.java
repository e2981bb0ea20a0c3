// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.editing;

import dev.evenkeel.engine.gate.Approval;
import dev.evenkeel.engine.gate.ApprovalStatus;
import dev.evenkeel.server.flags.definition.DefinitionUpdate;
import dev.evenkeel.server.flags.definition.DefinitionUpdateResult;
import dev.evenkeel.server.flags.definition.EditApprovals;
import dev.evenkeel.server.flags.definition.EditedFlag;
import dev.evenkeel.server.flags.flag.EnvironmentSnapshot;
import dev.evenkeel.server.flags.flag.FlagService;
import dev.evenkeel.server.foundation.audit.AuditEvent;
import dev.evenkeel.server.foundation.audit.AuditLog;
import dev.evenkeel.server.foundation.problems.ConflictException;
import dev.evenkeel.server.foundation.problems.NotFoundException;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import dev.evenkeel.server.foundation.problems.RequestRefusedException;
import dev.evenkeel.server.foundation.security.secrets.IdGenerator;
import dev.evenkeel.server.gates.approval.ApproverPolicy;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Edits that wait for the consent of others. Thread-safe.
@Component
public class ProposalService {
    private static final int SHOWN = 100;

    private final ProposalRepository table;
    private final FlagService flags;
    private final EditApprovalGate fourEyes;
    private final AuditLog ledger;
    private final Clock clock;

    ProposalService(
            ProposalRepository table, FlagService flags, EditApprovalGate fourEyes, AuditLog ledger, Clock clock) {
        this.table = table;
        this.flags = flags;
        this.fourEyes = fourEyes;
        this.ledger = ledger;
        this.clock = clock;
    }

    /// Those of an environment, those that wait first, then the newest.
    List<ProposalResponse> newest(String environment) {
        flags.current(environment);
        return table.newest(environment, SHOWN).stream().map(this::seen).toList();
    }

    /// All that can be approved or applied now, newest first.
    public List<ProposalResponse> waiting() {
        return table.waiting(now()).stream()
                .map(this::seen)
                .filter(one -> one.state().equals(Proposal.State.OPEN.name()))
                .toList();
    }

    /// How many can be approved or applied now. One query.
    public int countWaiting() {
        Instant now = now();
        return (int) table.waiting(now).stream()
                .filter(one -> one.state(flags.current(one.environment()).authored(), now) == Proposal.State.OPEN)
                .count();
    }

    /// One of an environment.
    ///
    /// @throws NotFoundException when there is none of this id
    Proposal find(String environment, String id) {
        return table.find(environment, id)
                .orElseThrow(() -> new NotFoundException(
                        ProblemCode.PROPOSAL_NOT_FOUND,
                        "There is no proposal " + id + " in environment " + environment + ".",
                        "GET /api/v1/environments/" + environment + "/proposals lists the newest."));
    }

    /// It and where it stands.
    ProposalResponse seen(Proposal proposal) {
        EnvironmentSnapshot snapshot = flags.current(proposal.environment());
        Proposal.State state = proposal.state(snapshot.authored(), now());
        List<EditedFlag> edited = state == Proposal.State.OPEN ? edited(proposal, snapshot) : List.of();
        List<String> keys = state == Proposal.State.OPEN
                ? edited.stream().map(EditedFlag::key).toList()
                : proposal.patch().paths().stream().map(List::getLast).toList();
        return ProposalResponse.of(
                proposal, new ProposalResponse.ProposalApprovalStatus(state, keys, standing(proposal, edited)));
    }

    private List<EditedFlag> edited(Proposal proposal, EnvironmentSnapshot snapshot) {
        return flags.edited(proposal.environment(), proposal.patch().to(snapshot.authored()));
    }

    private ApprovalStatus standing(Proposal proposal, List<EditedFlag> edited) {
        return ApprovalStatus.of(
                fourEyes.needed(proposal.environment(), edited, proposal.changeClass()),
                table.approvals(proposal),
                new ApprovalStatus.Subject(
                        0,
                        fourEyes.participants(proposal).stream()
                                .map(ApproverPolicy.Participant::person)
                                .toList()),
                now());
    }

    /// Proposes an edit. It is checked as the edit itself would be.
    ///
    /// @param who sent it, for the ledger
    /// @throws RequestRefusedException when it would change nothing
    @Transactional
    ProposalResponse make(String environment, ProposalRequestParser.NewProposal order, String who) {
        String authored = flags.current(environment).authored();
        DefinitionPatch patch = order.patch();
        DefinitionUpdateResult preview = flags.previewDefinition(environment, patch.to(authored), null);
        if (!preview.changed()) {
            throw new RequestRefusedException(
                    ProblemCode.MALFORMED,
                    "The definition says all of this already. Nothing was proposed.",
                    "GET /api/v1/environments/" + environment + "/flags shows it.");
        }
        Instant now = now();
        var made = new Proposal(
                IdGenerator.id("fp-"),
                environment,
                order.author(),
                order.reason(),
                order.changeClass(),
                order.change(),
                order.remove(),
                patch.base(authored),
                now,
                now.plus(Proposal.LIFETIME),
                null);
        table.insert(made);
        ProposalResponse view = seen(made);
        ledger.append(
                new AuditEvent(who, "proposal.made", environment + "/" + made.id(), made.reason(), null, text(view)));
        return view;
    }

    /// Somebody is for a proposal. Who was before stays as they are.
    ///
    /// @param who sent it, for the ledger
    /// @throws ConflictException when they have a part in it, or it can be applied no more
    @Transactional
    ProposalResponse approve(Proposal proposal, ProposalRequestParser.Approval yes, String who) {
        requireOpen(proposal);
        ApproverPolicy.requireOther(yes.person(), "proposal " + proposal.id(), fourEyes.participants(proposal), "");
        table.approve(
                proposal,
                new Approval(IdGenerator.id("ga-"), yes.person(), yes.reason(), 0, now(), proposal.expiresAt()));
        ledger.append(new AuditEvent(
                who,
                "proposal.approved",
                proposal.environment() + "/" + proposal.id(),
                yes.reason(),
                null,
                EditRequestParser.JSON.writeValueAsString(yes)));
        return seen(proposal);
    }

    /// Makes the definition say what is proposed.
    ///
    /// @param who does it
    /// @throws ConflictException when too few people are for it, or it can be applied no more, or another edit
    ///     came between
    @Transactional
    ProposalResponse apply(Proposal proposal, String who) {
        table.lock(proposal.id());
        Proposal locked = find(proposal.environment(), proposal.id());
        requireOpen(locked);
        EnvironmentSnapshot snapshot = flags.current(locked.environment());
        List<Approval> counting = standing(locked, List.of()).counting();
        List<EditedFlag> edited = edited(locked, snapshot);
        String next = locked.patch().to(snapshot.authored());
        flags.edit(
                locked.environment(),
                DefinitionUpdate.of(next).with(new EditApprovals(locked.changeClass(), counting.size())),
                snapshot.revision(),
                former -> event(locked, counting, former, next));
        if (!counting.isEmpty()) {
            fourEyes.approved(locked, edited);
        }
        return end(locked, Proposal.Outcome.APPLIED, "proposal.applied", who);
    }

    private static AuditEvent event(Proposal proposal, List<Approval> approvals, String former, String next) {
        String people = approvals.isEmpty()
                ? "approved by nobody"
                : "approved by " + approvals.stream().map(Approval::person).collect(Collectors.joining(", "));
        return new AuditEvent(
                proposal.author(),
                "flags.merged",
                proposal.environment() + "/flags",
                proposal.reason() + " (proposal " + proposal.id() + ", " + people + ")",
                flagsOf(former),
                flagsOf(next));
    }

    private static @Nullable String flagsOf(String definition) {
        return new JsonTextEditor(definition).find(List.of("flags"));
    }

    /// Takes a proposal back.
    ///
    /// @throws ConflictException when it has ended
    @Transactional
    void withdraw(Proposal proposal, String who) {
        table.lock(proposal.id());
        Proposal locked = find(proposal.environment(), proposal.id());
        if (locked.ending() != null) {
            throw ended(locked, locked.ending().outcome().name());
        }
        end(locked, Proposal.Outcome.WITHDRAWN, "proposal.withdrawn", who);
    }

    private ProposalResponse end(Proposal proposal, Proposal.Outcome outcome, String action, String who) {
        table.end(proposal.id(), new Proposal.Ending(outcome, now(), who));
        ledger.append(new AuditEvent(who, action, proposal.environment() + "/" + proposal.id(), "", null, null));
        return seen(find(proposal.environment(), proposal.id()));
    }

    private void requireOpen(Proposal proposal) {
        Proposal.State state =
                proposal.state(flags.current(proposal.environment()).authored(), now());
        if (state != Proposal.State.OPEN) {
            throw ended(proposal, state.name());
        }
    }

    private static ConflictException ended(Proposal proposal, String state) {
        return new ConflictException(
                ProblemCode.PROPOSAL_STATE,
                "Proposal " + proposal.id() + " is " + state + ": "
                        + (state.equals(Proposal.State.STALE.name())
                                ? "what it was made for has been changed since."
                                : "nothing can be done with it any more.")
                        + " Nothing was changed.",
                "Make a new one from how things are now.");
    }

    private static String text(ProposalResponse view) {
        return EditRequestParser.JSON.writeValueAsString(view);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
