// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.editing;

import dev.evenkeel.engine.gate.Approval;
import dev.evenkeel.engine.gate.ApprovalStanding;
import dev.evenkeel.server.flags.definition.Consent;
import dev.evenkeel.server.flags.definition.EditedFlag;
import dev.evenkeel.server.flags.definition.NewDefinition;
import dev.evenkeel.server.flags.definition.Replacement;
import dev.evenkeel.server.flags.flag.Flags;
import dev.evenkeel.server.flags.flag.Snapshot;
import dev.evenkeel.server.foundation.audit.AuditEvent;
import dev.evenkeel.server.foundation.audit.AuditLedger;
import dev.evenkeel.server.foundation.problems.Conflict;
import dev.evenkeel.server.foundation.problems.ErrorCode;
import dev.evenkeel.server.foundation.problems.NotFound;
import dev.evenkeel.server.foundation.problems.Refused;
import dev.evenkeel.server.foundation.security.secrets.Ids;
import dev.evenkeel.server.gates.approval.ApproverRule;
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
public class Proposals {
    private static final int SHOWN = 100;

    private final ProposalTable table;
    private final Flags flags;
    private final FourEyes fourEyes;
    private final AuditLedger ledger;
    private final Clock clock;

    Proposals(ProposalTable table, Flags flags, FourEyes fourEyes, AuditLedger ledger, Clock clock) {
        this.table = table;
        this.flags = flags;
        this.fourEyes = fourEyes;
        this.ledger = ledger;
        this.clock = clock;
    }

    /// Those of an environment, those that wait first, then the newest.
    List<ProposalView> newest(String environment) {
        flags.current(environment);
        return table.newest(environment, SHOWN).stream().map(this::seen).toList();
    }

    /// All that can be approved or applied now, newest first.
    public List<ProposalView> waiting() {
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
    /// @throws NotFound when there is none of this id
    Proposal find(String environment, String id) {
        return table.find(environment, id)
                .orElseThrow(() -> new NotFound(
                        ErrorCode.PROPOSAL_NOT_FOUND,
                        "There is no proposal " + id + " in environment " + environment + ".",
                        "GET /api/v1/environments/" + environment + "/proposals lists the newest."));
    }

    /// It and where it stands.
    ProposalView seen(Proposal proposal) {
        Snapshot snapshot = flags.current(proposal.environment());
        Proposal.State state = proposal.state(snapshot.authored(), now());
        List<EditedFlag> edited = state == Proposal.State.OPEN ? edited(proposal, snapshot) : List.of();
        List<String> keys = state == Proposal.State.OPEN
                ? edited.stream().map(EditedFlag::key).toList()
                : proposal.patch().paths().stream().map(List::getLast).toList();
        return ProposalView.of(proposal, new ProposalView.Standing(state, keys, standing(proposal, edited)));
    }

    private List<EditedFlag> edited(Proposal proposal, Snapshot snapshot) {
        return flags.edited(proposal.environment(), proposal.patch().to(snapshot.authored()));
    }

    private ApprovalStanding standing(Proposal proposal, List<EditedFlag> edited) {
        return ApprovalStanding.of(
                fourEyes.needed(proposal.environment(), edited, proposal.changeClass()),
                table.approvals(proposal),
                new ApprovalStanding.Subject(
                        0,
                        fourEyes.participants(proposal).stream()
                                .map(ApproverRule.Participant::person)
                                .toList()),
                now());
    }

    /// Proposes an edit. It is checked as the edit itself would be.
    ///
    /// @param who sent it, for the ledger
    /// @throws Refused when it would change nothing
    @Transactional
    ProposalView make(String environment, ProposalOrders.NewProposal order, String who) {
        String authored = flags.current(environment).authored();
        Patch patch = order.patch();
        Replacement preview = flags.previewDefinition(environment, patch.to(authored), null);
        if (!preview.changed()) {
            throw new Refused(
                    ErrorCode.MALFORMED,
                    "The definition says all of this already. Nothing was proposed.",
                    "GET /api/v1/environments/" + environment + "/flags shows it.");
        }
        Instant now = now();
        var made = new Proposal(
                Ids.id("fp-"),
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
        ProposalView view = seen(made);
        ledger.append(
                new AuditEvent(who, "proposal.made", environment + "/" + made.id(), made.reason(), null, text(view)));
        return view;
    }

    /// Somebody is for a proposal. Who was before stays as they are.
    ///
    /// @param who sent it, for the ledger
    /// @throws Conflict when they have a part in it, or it can be applied no more
    @Transactional
    ProposalView approve(Proposal proposal, ProposalOrders.Yes yes, String who) {
        requireOpen(proposal);
        ApproverRule.requireOther(yes.person(), "proposal " + proposal.id(), fourEyes.participants(proposal), "");
        table.approve(
                proposal, new Approval(Ids.id("ga-"), yes.person(), yes.reason(), 0, now(), proposal.expiresAt()));
        ledger.append(new AuditEvent(
                who,
                "proposal.approved",
                proposal.environment() + "/" + proposal.id(),
                yes.reason(),
                null,
                Requests.JSON.writeValueAsString(yes)));
        return seen(proposal);
    }

    /// Makes the definition say what is proposed.
    ///
    /// @param who does it
    /// @throws Conflict when too few people are for it, or it can be applied no more, or another edit came
    ///     between
    @Transactional
    ProposalView apply(Proposal proposal, String who) {
        table.lock(proposal.id());
        Proposal locked = find(proposal.environment(), proposal.id());
        requireOpen(locked);
        Snapshot snapshot = flags.current(locked.environment());
        List<Approval> counting = standing(locked, List.of()).counting();
        List<EditedFlag> edited = edited(locked, snapshot);
        String next = locked.patch().to(snapshot.authored());
        flags.edit(
                locked.environment(),
                NewDefinition.of(next).with(new Consent(locked.changeClass(), counting.size())),
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
        return new JsonEdit(definition).find(List.of("flags"));
    }

    /// Takes a proposal back.
    ///
    /// @throws Conflict when it has ended
    @Transactional
    void withdraw(Proposal proposal, String who) {
        table.lock(proposal.id());
        Proposal locked = find(proposal.environment(), proposal.id());
        if (locked.ending() != null) {
            throw ended(locked, locked.ending().outcome().name());
        }
        end(locked, Proposal.Outcome.WITHDRAWN, "proposal.withdrawn", who);
    }

    private ProposalView end(Proposal proposal, Proposal.Outcome outcome, String action, String who) {
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

    private static Conflict ended(Proposal proposal, String state) {
        return new Conflict(
                ErrorCode.PROPOSAL_STATE,
                "Proposal " + proposal.id() + " is " + state + ": "
                        + (state.equals(Proposal.State.STALE.name())
                                ? "what it was made for has been changed since."
                                : "nothing can be done with it any more.")
                        + " Nothing was changed.",
                "Make a new one from how things are now.");
    }

    private static String text(ProposalView view) {
        return Requests.JSON.writeValueAsString(view);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
