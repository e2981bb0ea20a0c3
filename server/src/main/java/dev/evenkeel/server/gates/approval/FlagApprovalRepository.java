// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.approval;

import dev.evenkeel.engine.gate.Approval;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The approvals. Every method runs in the caller's transaction if there is one, in one round trip.
@Component
class FlagApprovalRepository {
    private static final String COLUMNS =
            "select id, environment, flag, person, reason, version, since, ends_at from gate_approval ";

    private final JdbcClient jdbc;

    FlagApprovalRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// An approval of a flag of an environment.
    record StoredApproval(String environment, String flag, Approval approval) {}

    void insert(StoredApproval row) {
        Approval approval = row.approval();
        jdbc.sql("""
                        insert into gate_approval (id, environment, flag, person, reason, version, since, ends_at)
                        values (:id, :environment, :flag, :person, :reason, :version, :since, :end)
                        """)
                .param("id", approval.id())
                .param("environment", row.environment())
                .param("flag", row.flag())
                .param("person", approval.person())
                .param("reason", approval.reason())
                .param("version", approval.version())
                .param("since", Timestamp.from(approval.since()))
                .param("end", Timestamp.from(approval.end()))
                .update();
    }

    /// Those of a flag that are in their time, whichever version they are for, the oldest first.
    List<Approval> validAt(String environment, String flag, Instant now) {
        return jdbc.sql(COLUMNS + """
                        where environment = :environment and flag = :flag and since <= :now and ends_at > :now
                        order by since, id
                        """)
                .param("environment", environment)
                .param("flag", flag)
                .param("now", Timestamp.from(now))
                .query((row, index) -> read(row).approval())
                .list();
    }

    /// The newest of an environment, newest first.
    List<StoredApproval> newest(String environment, int limit) {
        return jdbc.sql(COLUMNS + "where environment = :environment order by since desc, id limit :limit")
                .param("environment", environment)
                .param("limit", limit)
                .query((row, index) -> read(row))
                .list();
    }

    /// All that are in their time, newest first.
    List<StoredApproval> allValidAt(Instant now) {
        return jdbc.sql(COLUMNS + "where since <= :now and ends_at > :now order by since desc, id")
                .param("now", Timestamp.from(now))
                .query((row, index) -> read(row))
                .list();
    }

    /// Ends one that is in its time.
    ///
    /// @return whether there was one
    boolean end(String environment, String id, Instant now) {
        return jdbc.sql("""
                        update gate_approval set ends_at = greatest(since, :now)
                        where id = :id and environment = :environment and ends_at > :now
                        """)
                        .param("id", id)
                        .param("environment", environment)
                        .param("now", Timestamp.from(now))
                        .update()
                > 0;
    }

    private static StoredApproval read(ResultSet row) throws SQLException {
        return new StoredApproval(
                row.getString("environment"),
                row.getString("flag"),
                new Approval(
                        row.getString("id"),
                        row.getString("person"),
                        row.getString("reason"),
                        row.getLong("version"),
                        row.getTimestamp("since").toInstant(),
                        row.getTimestamp("ends_at").toInstant()));
    }
}
