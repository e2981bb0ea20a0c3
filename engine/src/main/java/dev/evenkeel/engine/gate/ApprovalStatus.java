// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.gate;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The approvals of a change compared with the number it requires.
///
/// @param required required number; 0 when none is required
/// @param valid one approval per person, the one that is valid longest; sorted by end, latest first
/// @param ignored approvals that do not count, with the reason
public record ApprovalStatus(int required, List<Approval> valid, List<IgnoredApproval> ignored) {

    /// An approval that does not count.
    ///
    /// @param reason reason, as part of a sentence
    public record IgnoredApproval(Approval approval, String reason) {}

    /// The change that approvals refer to.
    ///
    /// @param version current version of the flag
    /// @param authors those who made and requested the change, as far as known; their own approvals do not
    ///     count
    public record Subject(long version, List<String> authors) {
        public Subject {
            authors = List.copyOf(authors);
        }

        private @Nullable String findObjection(Approval approval) {
            if (approval.version() != version) {
                return "the flag changed afterwards";
            }
            return authors.stream().anyMatch(author -> Approval.isSamePerson(author, approval.approvedBy()))
                    ? "authors cannot approve their own change"
                    : null;
        }
    }

    public ApprovalStatus {
        valid = List.copyOf(valid);
        ignored = List.copyOf(ignored);
    }

    /// Counts approvals.
    ///
    /// @param needed 0 or more
    /// @param approvals approvals of the flag; expired ones are ignored
    public static ApprovalStatus evaluate(int needed, List<Approval> approvals, Subject subject, Instant now) {
        List<Approval> counting = new ArrayList<>();
        List<IgnoredApproval> others = new ArrayList<>();
        approvals.stream()
                .filter(approval -> approval.isValidAt(now))
                .sorted(Comparator.comparing(Approval::expiresAt).reversed().thenComparing(Approval::id))
                .forEach(approval -> {
                    String why = subject.findObjection(approval);
                    if (why != null) {
                        others.add(new IgnoredApproval(approval, why));
                    } else if (counting.stream()
                            .noneMatch(one -> Approval.isSamePerson(one.approvedBy(), approval.approvedBy()))) {
                        counting.add(approval);
                    }
                });
        return new ApprovalStatus(needed, counting, others);
    }

    /// Returns how many approvals are missing.
    public int missingCount() {
        return Math.max(0, required - valid.size());
    }

    /// Returns the result of the approval gate.
    ///
    /// @param gate name of the gate
    public GateResult toGateResult(String gate) {
        if (required == 0) {
            return GateResult.pass(gate, "no approvals required").withEvidence(evidence());
        }
        return missingCount() == 0
                ? GateResult.pass(gate, describe())
                        .withEvidence(evidence())
                        .withPeriod(null, valid.get(required - 1).expiresAt())
                : GateResult.deny(gate, describe()).withEvidence(evidence());
    }

    private String describe() {
        String people = valid.isEmpty()
                ? "no approvals"
                : "approved by " + valid.stream().map(Approval::approvedBy).collect(Collectors.joining(", "));
        String number = missingCount() == 0
                ? people + " (" + required + " required)"
                : people + ", " + missingCount() + " of " + required + " missing";
        return ignored.stream()
                .map(other -> "; " + other.approval().approvedBy() + " does not count: " + other.reason())
                .distinct()
                .collect(Collectors.joining("", number, ""));
    }

    private List<GateResult.GateEvidenceItem> evidence() {
        List<GateResult.GateEvidenceItem> facts = new ArrayList<>();
        valid.forEach(one -> facts.add(toEvidence("approved by", one, "until " + one.expiresAt())));
        ignored.forEach(other -> facts.add(toEvidence("does not count", other.approval(), other.reason())));
        if (missingCount() > 0) {
            facts.add(new GateResult.GateEvidenceItem("missing", Integer.toString(missingCount()), null));
        }
        return facts;
    }

    private static GateResult.GateEvidenceItem toEvidence(String name, Approval approval, String more) {
        String said = approval.reason().isBlank() ? "" : ": " + approval.reason();
        return new GateResult.GateEvidenceItem(name, approval.approvedBy() + ", " + more + said, "/gates");
    }
}
