// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.gate;

import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.engine.gate.ApprovalRule;
import dev.evenkeel.engine.gate.GatePolicy;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
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
                .query((row, index) -> new GatePolicy(
                        names(row, "required_gates"),
                        Set.of(texts(row.getArray("override_classes"))),
                        row.getInt("required_approvals"),
                        List.of(JSON.readValue(row.getString("approval_rules"), ApprovalRule[].class)),
                        row.getBoolean("edits_require_approval"),
                        limit(row)))
                .optional();
    }

    void save(String environment, GatePolicy policy) {
        Set<String> required = policy.requiredGates();
        Percent limit = policy.maxTreatmentShare();
        jdbc.sql("""
                        insert into gate_policy
                            (environment, required_gates, override_classes, required_approvals, approval_rules,
                             edits_require_approval, max_treatment_share)
                        values (:environment, :required, :classes, :approvals, :rules::jsonb, :edits, :limit)
                        on conflict (environment)
                            do update set required_gates = excluded.required_gates,
                                          override_classes = excluded.override_classes,
                                          required_approvals = excluded.required_approvals,
                                          approval_rules = excluded.approval_rules,
                                          edits_require_approval = excluded.edits_require_approval,
                                          max_treatment_share = excluded.max_treatment_share
                        """)
                .param("environment", environment)
                .param("required", required == null ? null : required.toArray(String[]::new))
                .param("classes", policy.overrideClasses().toArray(String[]::new))
                .param("approvals", policy.requiredApprovals())
                .param("rules", JSON.writeValueAsString(policy.approvalRules()))
                .param("edits", policy.editsRequireApproval())
                .param("limit", limit == null ? null : limit.basisPoints(), Types.INTEGER)
                .update();
    }

    private static @Nullable Percent limit(ResultSet row) throws SQLException {
        int basisPoints = row.getInt("max_treatment_share");
        return row.wasNull() ? null : new Percent(basisPoints);
    }

    private static @Nullable Set<String> names(ResultSet row, String column) throws SQLException {
        Array array = row.getArray(column);
        return array == null ? null : Set.of(texts(array));
    }

    private static String[] texts(Array array) throws SQLException {
        return (String[]) array.getArray();
    }
}
