// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollout;

import dev.evenkeel.engine.rollout.RolloutPlan;
import dev.evenkeel.files.plan.NamedPlans;
import dev.evenkeel.files.plan.PlanCodec;
import dev.evenkeel.server.audit.AuditEvent;
import dev.evenkeel.server.audit.AuditLedger;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// The plans that orders name: those that come with Evenkeel, and those that this server keeps. Thread-safe.
///
/// Whoever reads a plan by its name has it whole: a rollout holds a copy, and nothing refers to a kept plan later.
@Component
public class KeptPlans implements NamedPlans {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    private final KeptPlanTable table;
    private final AuditLedger ledger;

    KeptPlans(KeptPlanTable table, AuditLedger ledger) {
        this.table = table;
        this.ledger = ledger;
    }

    /// Whether a plan that is kept may have that name.
    static boolean isName(String name) {
        return NAME.matcher(name).matches() && !NamedPlans.isShipped(name);
    }

    @Override
    public @Nullable RolloutPlan find(String name) {
        return isName(name) ? table.find(name).orElse(null) : SHIPPED.find(name);
    }

    @Override
    public List<String> names() {
        return Stream.concat(SHIPPED.names().stream(), table.names().stream())
                .sorted()
                .toList();
    }

    /// Those that are kept, by name.
    public List<RolloutPlan> kept() {
        return table.all();
    }

    /// Keeps a plan under its name. One that says what is kept already changes nothing.
    @Transactional
    void put(RolloutPlan plan, String reason, String who) {
        Optional<RolloutPlan> before = table.find(plan.name());
        if (before.filter(plan::equals).isEmpty()) {
            table.put(plan);
            ledger.append(new AuditEvent(
                    who,
                    "plan.set",
                    plan.name(),
                    reason,
                    before.map(PlanCodec::encode).orElse(null),
                    PlanCodec.encode(plan)));
        }
    }

    /// Keeps a plan no longer, if it is kept.
    @Transactional
    void delete(String name, String reason, String who) {
        table.find(name).ifPresent(before -> {
            table.delete(name);
            ledger.append(new AuditEvent(who, "plan.deleted", name, reason, PlanCodec.encode(before), null));
        });
    }
}
