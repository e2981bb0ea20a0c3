// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.editing;

import dev.evenkeel.engine.gate.Approval;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The repository of proposals and their approvals.
@Component
class ProposalRepository {
    private static final String SELECT = """
            select id, environment, author, reason, change_class, patch, removed_flags, base_definition, created_at,
                   expires_at, outcome, ended_at, ended_by
            from flag_proposal
            """;

    private final JdbcClient jdbc;

    ProposalRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(Proposal proposal) {
        jdbc.sql("""
                        insert into flag_proposal
                            (id, environment, author, reason, change_class, patch, removed_flags, base_definition,
                             created_at, expires_at)
                        values (:id, :environment, :author, :reason, :class, :change, :remove, :base, :at, :until)
                        """)
                .param("id", proposal.id())
                .param("environment", proposal.environment())
                .param("author", proposal.author())
                .param("reason", proposal.reason())
                .param("class", proposal.changeClass())
                .param("change", proposal.change())
                .param("remove", proposal.remove().toArray(String[]::new))
                .param("base", proposal.base())
                .param("at", Timestamp.from(proposal.createdAt()))
                .param("until", Timestamp.from(proposal.expiresAt()))
                .update();
    }

    Optional<Proposal> findById(String environment, String id) {
        return jdbc.sql(SELECT + "where environment = :environment and id = :id")
                .param("environment", environment)
                .param("id", id)
                .query((row, index) -> mapRow(row))
                .optional();
    }

    /// Locks a proposal until the transaction ends.
    void lock(String id) {
        jdbc.sql("select id from flag_proposal where id = :id for update")
                .param("id", id)
                .query(String.class)
                .optional();
    }

    /// Returns proposals of an environment: open ones first, then newest first.
    List<Proposal> listNewest(String environment, int limit) {
        return jdbc.sql(SELECT + """
                        where environment = :environment order by outcome is not null, created_at desc, id limit :limit
                        """)
                .param("environment", environment)
                .param("limit", limit)
                .query((row, index) -> mapRow(row))
                .list();
    }

    /// Returns proposals that are neither ended nor expired, newest first.
    List<Proposal> listOpen(Instant now) {
        return jdbc.sql(SELECT + "where outcome is null and expires_at > :now order by created_at desc, id")
                .param("now", Timestamp.from(now))
                .query((row, index) -> mapRow(row))
                .list();
    }

    void end(String id, Proposal.Ending ending) {
        jdbc.sql("""
                        update flag_proposal set outcome = :outcome, ended_at = :at, ended_by = :person
                        where id = :id and outcome is null
                        """)
                .param("id", id)
                .param("outcome", ending.outcome().name())
                .param("at", Timestamp.from(ending.at()))
                .param("person", ending.person())
                .update();
    }

    /// Adds an approval; an existing approval by the same person is unchanged.
    void insertApproval(Proposal proposal, Approval approval) {
        jdbc.sql("""
                        insert into flag_proposal_approval (id, proposal, approved_by, reason, approved_at)
                        values (:id, :proposal, :person, :reason, :at)
                        on conflict (proposal, lower(approved_by)) do nothing
                        """)
                .param("id", approval.id())
                .param("proposal", proposal.id())
                .param("person", approval.approvedBy())
                .param("reason", approval.reason())
                .param("at", Timestamp.from(approval.approvedAt()))
                .update();
    }

    /// Returns approvals, oldest first; they are valid as long as the proposal can be applied.
    List<Approval> listApprovals(Proposal proposal) {
        return jdbc.sql("""
                        select id, approved_by, reason, approved_at from flag_proposal_approval
                        where proposal = :proposal order by approved_at, id
                        """)
                .param("proposal", proposal.id())
                .query((row, index) -> new Approval(
                        row.getString("id"),
                        row.getString("approved_by"),
                        row.getString("reason"),
                        0,
                        row.getTimestamp("approved_at").toInstant(),
                        proposal.expiresAt()))
                .list();
    }

    private static Proposal mapRow(ResultSet row) throws SQLException {
        return new Proposal(
                row.getString("id"),
                row.getString("environment"),
                row.getString("author"),
                row.getString("reason"),
                row.getString("change_class"),
                row.getString("patch"),
                List.of((String[]) row.getArray("removed_flags").getArray()),
                row.getString("base_definition"),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("expires_at").toInstant(),
                mapEnding(row));
    }

    private static Proposal.@Nullable Ending mapEnding(ResultSet row) throws SQLException {
        String outcome = row.getString("outcome");
        return outcome == null
                ? null
                : new Proposal.Ending(
                        Proposal.Outcome.valueOf(outcome),
                        row.getTimestamp("ended_at").toInstant(),
                        row.getString("ended_by"));
    }
}
