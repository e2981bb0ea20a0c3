// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.privacy;

import dev.evenkeel.api.PrivacyApi.ErasedData;
import dev.evenkeel.api.PrivacyApi.ErasedUnit;
import dev.evenkeel.api.PrivacyApi.PersonalDataRequest;
import dev.evenkeel.engine.audit.AuditEntry;
import dev.evenkeel.server.foundation.audit.AuditEvent;
import dev.evenkeel.server.foundation.audit.AuditLog;
import dev.evenkeel.server.rollouts.evidence.UnitDataService;
import dev.evenkeel.server.rollouts.experiment.ExperimentService;
import dev.evenkeel.server.rollouts.migration.ReconciliationService;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/// The service that erases data of a targeting key, except data needed for aggregates. Thread-safe.
@Component
class ErasureService {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String ACTION = "privacy.erased";
    private static final String SUBJECT = "privacy";

    private final TargetingKeyUnitSearch units;
    private final UnitDataService traces;
    private final ExperimentService experiments;
    private final ReconciliationService reconciliations;
    private final AuditLog auditLog;

    ErasureService(
            TargetingKeyUnitSearch units,
            UnitDataService traces,
            ExperimentService experiments,
            ReconciliationService reconciliations,
            AuditLog auditLog) {
        this.units = units;
        this.traces = traces;
        this.experiments = experiments;
        this.reconciliations = reconciliations;
        this.auditLog = auditLog;
    }

    /// The result of an erasure.
    ///
    /// @param auditEntry number of the audit entry
    record ErasureResult(ErasedData removed, long auditEntry) {}

    /// Erases the data and adds an audit entry without the key, in one transaction.
    @Transactional
    public ErasureResult erase(PersonalDataRequest request, String who) {
        String environment = Objects.requireNonNullElse(request.environment(), "");
        List<ErasedUnit> removed = new ArrayList<>();
        for (TargetingKeyUnitSearch.OwnedUnit named : units.findUnits(request.key(), environment)) {
            if (named.owner().experiment()) {
                experiments.lock(named.owner().id());
            }
            long rows = traces.erase(named.owner(), named.unit()).totalRows();
            if (rows > 0) {
                removed.add(new ErasedUnit(named.owner().id(), named.owner().environment(), rows));
            }
        }
        int examples = reconciliations.deleteExamples(environment, new TargetingKeyTextMatcher(request.key()));
        var all = new ErasedData(removed, examples);
        String reason = Objects.requireNonNullElse(request.reason(), "");
        AuditEntry entry =
                auditLog.append(new AuditEvent(who, ACTION, SUBJECT, reason, null, JSON.writeValueAsString(all)));
        return new ErasureResult(all, entry.number());
    }
}
