// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.decisions.risk;

import dev.evenkeel.server.foundation.database.SqlArrays;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The stored risk policies.
@Component
class RequiredAssessmentPolicyRepository {
    private final JdbcClient jdbc;

    RequiredAssessmentPolicyRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Returns the classes of change that require an assessment, in order; empty without a policy.
    List<String> listRequiredClasses(String environment) {
        return jdbc.sql("select required_for from risk_policy where environment = :environment")
                .param("environment", environment)
                .query((row, index) -> SqlArrays.readTexts(row, "required_for"))
                .optional()
                .orElse(List.of());
    }

    void save(String environment, List<String> classes) {
        jdbc.sql("""
                        insert into risk_policy (environment, required_for) values (:environment, :classes)
                        on conflict (environment) do update set required_for = excluded.required_for
                        """)
                .param("environment", environment)
                .param("classes", classes)
                .update();
    }
}
