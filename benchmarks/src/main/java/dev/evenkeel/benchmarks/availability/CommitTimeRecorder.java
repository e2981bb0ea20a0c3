// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.availability;

import dev.evenkeel.benchmarks.availability.EvidenceGap.CommittedTick;
import dev.evenkeel.benchmarks.server.DatabaseQueries;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;

/// A recorder of commit times in the servers' database. Triggers note each row of evidence when it is stored and when a
/// tick uses it, and each decision; PostgreSQL records the commit time of the transactions that note them. So the times
/// do not depend on the servers, and those of killed servers are complete. Thread-safe.
///
/// @param database database whose PostgreSQL runs with [#SETTING]
record CommitTimeRecorder(DatabaseQueries database) {
    /// Setting of PostgreSQL that the recorder requires.
    static final String SETTING = "track_commit_timestamp";

    private static final String INSTALL = """
            create schema benchmark;
            create table benchmark.stored (id bigint primary key, rollout text not null, received_at timestamptz not null);
            create table benchmark.used (id bigint primary key);
            create table benchmark.decided (rollout text not null, number bigint not null, kind text not null);
            create function benchmark.note_stored() returns trigger language plpgsql as $$
                begin insert into benchmark.stored select id, rollout, received_at from changed; return null; end $$;
            create function benchmark.note_used() returns trigger language plpgsql as $$
                begin insert into benchmark.used select id from changed; return null; end $$;
            create function benchmark.note_decided() returns trigger language plpgsql as $$
                begin insert into benchmark.decided select rollout, number, kind from changed; return null; end $$;
            create trigger benchmark_stored after insert on pending_evidence
                referencing new table as changed for each statement execute function benchmark.note_stored();
            create trigger benchmark_used after delete on pending_evidence
                referencing old table as changed for each statement execute function benchmark.note_used();
            create trigger benchmark_decided after insert on rollout_decision
                referencing new table as changed for each statement execute function benchmark.note_decided();
            """;

    /// Installs the triggers; the tables of the servers must exist.
    void install() throws IOException {
        database.execute(INSTALL);
    }

    /// Returns all evidence that a tick has used, in the order of arrival.
    List<EvidenceGap> listGaps() throws IOException {
        return database.query(
                """
                select stored.rollout, stored.received_at, pg_xact_commit_timestamp(stored.xmin),
                       pg_xact_commit_timestamp(used.xmin)
                from benchmark.stored join benchmark.used using (id) order by id
                """, row -> new EvidenceGap(row.getString(1), instant(row, 2), instant(row, 3), instant(row, 4)));
    }

    /// A stored batch.
    record StoredBatch(String instance, long sequence, Instant at) {}

    /// Returns the stored batches with their commit times.
    List<StoredBatch> listBatches() throws IOException {
        return database.query(
                "select instance, sequence, pg_xact_commit_timestamp(xmin) from outcome_batch",
                row -> new StoredBatch(row.getString(1), row.getLong(2), instant(row, 3)));
    }

    /// Returns the number of rows of evidence that no tick has used.
    long countUnused() throws IOException {
        return database.query("""
                        select count(*) from benchmark.stored
                        where not exists (select from benchmark.used where used.id = stored.id)
                        """, row -> row.getLong(1)).getFirst();
    }

    /// Returns all ticks, by rollout and number.
    List<CommittedTick> listTicks() throws IOException {
        return database.query(
                "select rollout, pg_xact_commit_timestamp(xmin) from rollout_tick order by rollout, number",
                row -> new CommittedTick(row.getString(1), instant(row, 2)));
    }

    /// A committed decision.
    record CommittedDecision(String kind, Instant at) {}

    /// Returns the decisions of a rollout in the order in which they were stored, also of a number that was stored
    /// twice.
    List<CommittedDecision> listDecisions(String rollout) throws IOException {
        return database.query("""
                select kind, pg_xact_commit_timestamp(xmin) from benchmark.decided
                where rollout = ? order by number, ctid
                """, row -> new CommittedDecision(row.getString(1), instant(row, 2)), rollout);
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
