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

/// The policies. Every method runs in the caller's transaction if there is one, in one round trip.
@Component
class GatePolicyRepository {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final JdbcClient jdbc;

    GatePolicyRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<GatePolicy> find(String environment) {
        return jdbc.sql("""
                        select required, override_classes, approvals, approval_rules, approved_edits, treatment_limit
                        from gate_policy
                        where environment = :environment
                        """)
                .param("environment", environment)
                .query((row, index) -> new GatePolicy(
                        names(row, "required"),
                        Set.of(texts(row.getArray("override_classes"))),
                        row.getInt("approvals"),
                        List.of(JSON.readValue(row.getString("approval_rules"), ApprovalRule[].class)),
                        row.getBoolean("approved_edits"),
                        limit(row)))
                .optional();
    }

    void put(String environment, GatePolicy policy) {
        Set<String> required = policy.required();
        Percent limit = policy.treatmentLimit();
        jdbc.sql("""
                        insert into gate_policy
                            (environment, required, override_classes, approvals, approval_rules, approved_edits,
                             treatment_limit)
                        values (:environment, :required, :classes, :approvals, :rules::jsonb, :edits, :limit)
                        on conflict (environment)
                            do update set required = excluded.required, override_classes = excluded.override_classes,
                                          approvals = excluded.approvals, approval_rules = excluded.approval_rules,
                                          approved_edits = excluded.approved_edits,
                                          treatment_limit = excluded.treatment_limit
                        """)
                .param("environment", environment)
                .param("required", required == null ? null : required.toArray(String[]::new))
                .param("classes", policy.overrideClasses().toArray(String[]::new))
                .param("approvals", policy.approvals())
                .param("rules", JSON.writeValueAsString(policy.rules()))
                .param("edits", policy.approvedEdits())
                .param("limit", limit == null ? null : limit.basisPoints(), Types.INTEGER)
                .update();
    }

    private static @Nullable Percent limit(ResultSet row) throws SQLException {
        int basisPoints = row.getInt("treatment_limit");
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
