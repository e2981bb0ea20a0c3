// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.gate;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.engine.gate.GatePolicy;
import dev.evenkeel.files.plan.PlanJson;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// An environment's policy as the HTTP API shows it.
///
/// @param required names of gates; null = all that are known
/// @param overrideClasses classes of change for which an override counts
/// @param approvals how many people have to approve a change of which no rule says more
/// @param rules how many for the changes of services and classes
/// @param edits whether edits of flags need as many too
/// @param treatmentLimit the largest share of units that an experiment may give to treatments, in percent; null
///     for no limit
/// @param known every gate of this server
record PolicyView(
        @Nullable List<String> required,
        List<String> overrideClasses,
        int approvals,
        List<Rule> rules,
        Edits edits,
        @Nullable BigDecimal treatmentLimit,
        List<String> known) {
    /// What holds for edits of flags.
    enum Edits {
        /// Whoever may write a flag may change it.
        FREE,
        /// What a flag would say has to be approved before it does.
        APPROVED
    }

    /// How many people have to approve a change of a service, of a class, or of both.
    record Rule(
            @Nullable String service,
            @JsonProperty("class") @Nullable String changeClass,
            int approvals) {}

    static PolicyView of(GatePolicy policy, List<String> known) {
        Set<String> required = policy.required();
        Percent limit = policy.treatmentLimit();
        return new PolicyView(
                required == null ? null : required.stream().sorted().toList(),
                policy.overrideClasses().stream().sorted().toList(),
                policy.approvals(),
                policy.rules().stream()
                        .map(rule -> new Rule(rule.service(), rule.changeClass(), rule.approvals()))
                        .toList(),
                policy.approvedEdits() ? Edits.APPROVED : Edits.FREE,
                limit == null ? null : PlanJson.percent(limit),
                known);
    }
}
