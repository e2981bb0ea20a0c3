// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.gate;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Whether enough people other than its authors are for a change.
///
/// @param needed how many it takes; 0 when none are asked for
/// @param counting one approval for each person, the one that lasts longest; which lasts longest first
/// @param others those that do not count, with why
public record ApprovalStatus(int needed, List<Approval> counting, List<IgnoredApproval> others) {

    /// An approval that does not count.
    ///
    /// @param why as part of a sentence
    public record IgnoredApproval(Approval approval, String why) {}

    /// What approvals are held against.
    ///
    /// @param version of the flag now
    /// @param authors who made the change and who orders it, as far as that is known: their own
    ///     approvals do not count
    public record Subject(long version, List<String> authors) {
        public Subject {
            authors = List.copyOf(authors);
        }

        private @Nullable String against(Approval approval) {
            if (approval.version() != version) {
                return "the flag was changed since";
            }
            return authors.stream().anyMatch(author -> Approval.isSamePerson(author, approval.person()))
                    ? "nobody approves their own change"
                    : null;
        }
    }

    public ApprovalStatus {
        counting = List.copyOf(counting);
        others = List.copyOf(others);
    }

    /// Counts.
    ///
    /// @param needed 0 or more
    /// @param approvals of the flag; those that are over are left out
    public static ApprovalStatus of(int needed, List<Approval> approvals, Subject subject, Instant now) {
        List<Approval> counting = new ArrayList<>();
        List<IgnoredApproval> others = new ArrayList<>();
        approvals.stream()
                .filter(approval -> approval.isValidAt(now))
                .sorted(Comparator.comparing(Approval::end).reversed().thenComparing(Approval::id))
                .forEach(approval -> {
                    String why = subject.against(approval);
                    if (why != null) {
                        others.add(new IgnoredApproval(approval, why));
                    } else if (counting.stream()
                            .noneMatch(one -> Approval.isSamePerson(one.person(), approval.person()))) {
                        counting.add(approval);
                    }
                });
        return new ApprovalStatus(needed, counting, others);
    }

    /// How many are missing.
    public int missing() {
        return Math.max(0, needed - counting.size());
    }

    /// The gate's answer.
    ///
    /// @param gate its name
    public GateResult answer(String gate) {
        if (needed == 0) {
            return GateResult.pass(gate, "no approvals are asked for").by(evidence());
        }
        return missing() == 0
                ? GateResult.pass(gate, words())
                        .by(evidence())
                        .during(null, counting.get(needed - 1).end())
                : GateResult.deny(gate, words()).by(evidence());
    }

    private String words() {
        String people = counting.isEmpty()
                ? "nobody has approved"
                : "approved by " + counting.stream().map(Approval::person).collect(Collectors.joining(", "));
        String number = missing() == 0
                ? people + ", " + needed + " asked for"
                : people + ", " + missing() + " of " + needed + " missing";
        return others.stream()
                .map(other -> "; " + other.approval().person() + " does not count, because " + other.why())
                .distinct()
                .collect(Collectors.joining("", number, ""));
    }

    private List<GateResult.Evidence> evidence() {
        List<GateResult.Evidence> facts = new ArrayList<>();
        counting.forEach(one -> facts.add(fact("approved by", one, "until " + one.end())));
        others.forEach(other -> facts.add(fact("does not count", other.approval(), other.why())));
        if (missing() > 0) {
            facts.add(new GateResult.Evidence("missing", Integer.toString(missing()), null));
        }
        return facts;
    }

    private static GateResult.Evidence fact(String name, Approval approval, String more) {
        String said = approval.reason().isBlank() ? "" : ": " + approval.reason();
        return new GateResult.Evidence(name, approval.person() + ", " + more + said, "/gates");
    }
}
