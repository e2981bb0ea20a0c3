// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.gate;

import dev.evenkeel.engine.gate.GatePolicy;
import dev.evenkeel.server.foundation.database.RecordRowMapper;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// The repository of gate policies.
@Component
class GatePolicyRepository {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final JdbcClient jdbc;

    GatePolicyRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<GatePolicy> findByEnvironment(String environment) {
        return jdbc.sql("""
                        select required_gates, override_classes, required_approvals, approval_rules,
                               edits_require_approval, max_treatment_share
                        from gate_policy
                        where environment = :environment
                        """)
                .param("environment", environment)
                .query(RecordRowMapper.of(GatePolicy.class))
                .optional();
    }

    void save(String environment, GatePolicy policy) {
        jdbc.sql("""
                        insert into gate_policy
                            (environment, required_gates, override_classes, required_approvals, approval_rules,
                             edits_require_approval, max_treatment_share)
                        values (:environment, :requiredGates, :overrideClasses, :requiredApprovals, :approvalRules::jsonb,
                             :editsRequireApproval, :maxTreatmentShare)
                        on conflict (environment)
                            do update set required_gates = excluded.required_gates,
                                          override_classes = excluded.override_classes,
                                          required_approvals = excluded.required_approvals,
                                          approval_rules = excluded.approval_rules,
                                          edits_require_approval = excluded.edits_require_approval,
                                          max_treatment_share = excluded.max_treatment_share
                        """)
                .paramSource(policy)
                .param("environment", environment)
                .param("approvalRules", JSON.writeValueAsString(policy.approvalRules()))
                .update();
    }
}
