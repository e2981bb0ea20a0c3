// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.privacy;

import dev.evenkeel.engine.audit.AuditEntry;
import dev.evenkeel.server.foundation.audit.AuditEvent;
import dev.evenkeel.server.foundation.audit.AuditLedger;
import dev.evenkeel.server.rollouts.evidence.UnitTraces;
import dev.evenkeel.server.rollouts.experiment.Experiments;
import dev.evenkeel.server.rollouts.migration.Reconciliations;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/// Takes out what is kept about a targeting key and is needed for no sum. Thread-safe.
@Component
class Erasing {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String ACTION = "privacy.erased";
    private static final String SUBJECT = "privacy";

    private final UnitSearch units;
    private final UnitTraces traces;
    private final Experiments experiments;
    private final Reconciliations reconciliations;
    private final AuditLedger ledger;

    Erasing(
            UnitSearch units,
            UnitTraces traces,
            Experiments experiments,
            Reconciliations reconciliations,
            AuditLedger ledger) {
        this.units = units;
        this.traces = traces;
        this.experiments = experiments;
        this.reconciliations = reconciliations;
        this.ledger = ledger;
    }

    /// What was taken out.
    ///
    /// @param units by owner
    /// @param examples examples of differing rows that named the key
    record Removed(List<Unit> units, int examples) {
        Removed {
            units = List.copyOf(units);
        }

        /// @param rows of the key's unit that were there
        record Unit(String owner, String environment, long rows) {}
    }

    /// What was done.
    ///
    /// @param entry number of the entry of the ledger that says so
    record Erased(Removed removed, long entry) {}

    /// Takes it out, in one transaction with an entry of the ledger that does not hold the key.
    @Transactional
    public Erased erase(KeyOrder order, String who) {
        List<Removed.Unit> removed = new ArrayList<>();
        for (UnitSearch.Named named : units.named(order.key(), order.environment())) {
            if (named.owner().experiment()) {
                experiments.hold(named.owner().id());
            }
            long rows = traces.erase(named.owner(), named.unit()).rows();
            if (rows > 0) {
                removed.add(new Removed.Unit(named.owner().id(), named.owner().environment(), rows));
            }
        }
        int examples = reconciliations.forgetExamples(order.environment(), new Mention(order.key()));
        var all = new Removed(removed, examples);
        AuditEntry entry =
                ledger.append(new AuditEvent(who, ACTION, SUBJECT, order.reason(), null, JSON.writeValueAsString(all)));
        return new Erased(all, entry.number());
    }
}
