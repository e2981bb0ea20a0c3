// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.gates.editing;

import dev.evenkeel.engine.gate.Approval;
import dev.evenkeel.server.foundation.database.RecordRowMapper;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The repository of proposals and their approvals.
@Component
class ProposalRepository {
    private static final String SELECT = """
            select id, environment, author, reason, change_class, patch as change, removed_flags as remove,
                   base_definition as base, created_at, expires_at, outcome, ended_at as at, ended_by as person
            from flag_proposal
            """;
    private static final RecordRowMapper<Proposal> PROPOSAL = RecordRowMapper.of(Proposal.class);

    private final JdbcClient jdbc;

    ProposalRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(Proposal proposal) {
        jdbc.sql("""
                        insert into flag_proposal
                            (id, environment, author, reason, change_class, patch, removed_flags, base_definition,
                             created_at, expires_at)
                        values (:id, :environment, :author, :reason, :changeClass, :change, :remove, :base, :createdAt, :expiresAt)
                        """).paramSource(proposal).update();
    }

    Optional<Proposal> findById(String environment, String id) {
        return jdbc.sql(SELECT + "where environment = :environment and id = :id")
                .param("environment", environment)
                .param("id", id)
                .query(PROPOSAL)
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
                .query(PROPOSAL)
                .list();
    }

    /// Returns proposals that are neither ended nor expired, newest first.
    List<Proposal> listOpen(Instant now) {
        return jdbc.sql(SELECT + "where outcome is null and expires_at > :now order by created_at desc, id")
                .param("now", now)
                .query(PROPOSAL)
                .list();
    }

    void end(String id, Proposal.Ending ending) {
        jdbc.sql("""
                        update flag_proposal set outcome = :outcome, ended_at = :at, ended_by = :person
                        where id = :id and outcome is null
                        """).paramSource(ending).param("id", id).update();
    }

    /// Adds an approval; an existing approval by the same person is unchanged.
    void insertApproval(Proposal proposal, Approval approval) {
        jdbc.sql("""
                        insert into flag_proposal_approval (id, proposal, approved_by, reason, approved_at)
                        values (:id, :proposal, :approvedBy, :reason, :approvedAt)
                        on conflict (proposal, lower(approved_by)) do nothing
                        """).paramSource(approval).param("proposal", proposal.id()).update();
    }

    /// Returns approvals, oldest first; they are valid as long as the proposal can be applied.
    List<Approval> listApprovals(Proposal proposal) {
        return jdbc.sql("""
                        select id, approved_by, reason, 0 as version, approved_at, :expiresAt as expires_at from flag_proposal_approval
                        where proposal = :proposal order by approved_at, id
                        """)
                .param("proposal", proposal.id())
                .param("expiresAt", proposal.expiresAt())
                .query(RecordRowMapper.of(Approval.class))
                .list();
    }
}
