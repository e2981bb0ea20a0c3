// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.approval;

import dev.evenkeel.engine.gate.Approval;
import dev.evenkeel.server.foundation.database.RecordRowMapper;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The repository of approvals.
@Component
class FlagGateApprovalRepository {
    private static final String COLUMNS =
            "select id, environment, flag, approved_by, reason, version, approved_at, expires_at from flag_approval ";
    private static final RecordRowMapper<StoredApproval> APPROVAL = RecordRowMapper.of(StoredApproval.class);

    private final JdbcClient jdbc;

    FlagGateApprovalRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// An approval with its environment and flag.
    record StoredApproval(String environment, String flag, Approval approval) {}

    void insert(StoredApproval row) {
        jdbc.sql("""
                        insert into flag_approval
                            (id, environment, flag, approved_by, reason, version, approved_at, expires_at)
                        values (:id, :environment, :flag, :approvedBy, :reason, :version, :approvedAt, :expiresAt)
                        """)
                .paramSource(row.approval())
                .param("environment", row.environment())
                .param("flag", row.flag())
                .update();
    }

    /// Returns unexpired approvals of a flag, for any version, oldest first.
    List<Approval> listValidAt(String environment, String flag, Instant now) {
        return jdbc.sql(COLUMNS + """
                        where environment = :environment and flag = :flag and approved_at <= :now and expires_at > :now
                        order by approved_at, id
                        """)
                .param("environment", environment)
                .param("flag", flag)
                .param("now", now)
                .query(RecordRowMapper.of(Approval.class))
                .list();
    }

    /// Returns approvals of an environment, newest first.
    List<StoredApproval> listNewest(String environment, int limit) {
        return jdbc.sql(COLUMNS + "where environment = :environment order by approved_at desc, id limit :limit")
                .param("environment", environment)
                .param("limit", limit)
                .query(APPROVAL)
                .list();
    }

    /// Returns all unexpired approvals, newest first.
    List<StoredApproval> listAllValidAt(Instant now) {
        return jdbc.sql(COLUMNS + "where approved_at <= :now and expires_at > :now order by approved_at desc, id")
                .param("now", now)
                .query(APPROVAL)
                .list();
    }

    /// Ends an unexpired approval.
    ///
    /// @return whether there was one
    boolean end(String environment, String id, Instant now) {
        return jdbc.sql("""
                        update flag_approval set expires_at = greatest(approved_at, :now)
                        where id = :id and environment = :environment and expires_at > :now
                        """)
                        .param("id", id)
                        .param("environment", environment)
                        .param("now", now)
                        .update()
                > 0;
    }
}
