// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.approval;

import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The repository of flag versions that were approved by a person without a part in the change.
@Component
class ApprovedVersionRepository {
    private final JdbcClient jdbc;

    ApprovedVersionRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// @param approval id of an approval, of a rollout whose step was approved, or of a proposal
    void insert(String approval, String environment, String flag, long version) {
        jdbc.sql("""
                        insert into flag_approved_version (approval, environment, flag, revision)
                        values (:approval, :environment, :flag, :version) on conflict do nothing
                        """)
                .param("approval", approval)
                .param("environment", environment)
                .param("flag", flag)
                .param("version", version)
                .update();
    }

    void delete(String approval) {
        jdbc.sql("delete from flag_approved_version where approval = :approval")
                .param("approval", approval)
                .update();
    }

    boolean exists(String approval, String flag, long version) {
        return jdbc.sql("""
                        select exists (select 1 from flag_approved_version
                        where approval = :approval and flag = :flag and revision = :version)
                        """)
                .param("approval", approval)
                .param("flag", flag)
                .param("version", version)
                .query(Boolean.class)
                .single();
    }

    /// Returns the newest approved version of a flag.
    Optional<Long> findNewest(String environment, String flag) {
        return jdbc.sql("""
                        select revision from flag_approved_version
                        where environment = :environment and flag = :flag order by revision desc limit 1
                        """)
                .param("environment", environment)
                .param("flag", flag)
                .query(Long.class)
                .optional();
    }
}
