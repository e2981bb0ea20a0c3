// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.evidence;

import dev.evenkeel.api.RolloutApi.ReportedBreakerTrip;
import dev.evenkeel.api.RolloutApi.ReportedShadowDifference;
import dev.evenkeel.core.wire.BreakerTrip;
import dev.evenkeel.core.wire.OutcomeBatch;
import dev.evenkeel.core.wire.ShadowDifference;
import dev.evenkeel.server.foundation.database.RecordRowMapper;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The stored breaker trips and shadow differences that processes report in addition to counts. Only reports
/// about exposures that a rollout of the same environment set are stored.
@Component
public class BreakerAndShadowReportRepository {
    private static final int DIFFERENCES_KEPT = 20;

    private final JdbcClient jdbc;

    BreakerAndShadowReportRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public void insert(String environment, OutcomeBatch batch, Instant receivedAt) {
        insert(environment, batch.trips(), receivedAt);
        batch.differences().forEach(difference -> insert(environment, difference, receivedAt));
        batch.differences().stream().map(ShadowDifference::rollout).distinct().forEach(this::deleteAllButNewest);
    }

    public void insert(String environment, List<BreakerTrip> trips, Instant receivedAt) {
        trips.forEach(trip -> insert(environment, trip, receivedAt));
    }

    private void insert(String environment, BreakerTrip trip, Instant receivedAt) {
        jdbc.sql("""
                        insert into breaker_trip (rollout, revision, instance, cause, tripped_at, received_at,
                                                  candidate_failures, candidate_calls, control_failures)
                        select rollout, revision, :process, :cause, :at, :receivedAt,
                               :candidateFailures, :candidateCalls, :controlFailures
                        from evidence_window
                        where environment = :environment and rollout = :rollout and revision = :revision
                        on conflict do nothing
                        """)
                .paramSource(trip)
                .param("receivedAt", receivedAt)
                .param("environment", environment)
                .update();
    }

    private void insert(String environment, ShadowDifference difference, Instant receivedAt) {
        jdbc.sql("""
                        insert into shadow_difference (rollout, revision, received_at, fields, failure)
                        select rollout, revision, :receivedAt, :fields, :failure
                        from evidence_window
                        where environment = :environment and rollout = :rollout and revision = :revision
                        """)
                .paramSource(difference)
                .param("receivedAt", receivedAt)
                .param("environment", environment)
                .update();
    }

    private void deleteAllButNewest(String rollout) {
        jdbc.sql("""
                        delete from shadow_difference where rollout = :rollout and id <=
                            (select id from shadow_difference where rollout = :rollout
                             order by id desc offset :kept limit 1)
                        """).param("rollout", rollout).param("kept", DIFFERENCES_KEPT).update();
    }

    /// Returns the breaker trips in a rollout, oldest first.
    public List<ReportedBreakerTrip> breakerTrips(String rollout) {
        return jdbc.sql("""
                        select revision, instance, cause, tripped_at as at, candidate_failures, candidate_calls,
                               control_failures
                        from breaker_trip where rollout = :rollout order by received_at, instance
                        """)
                .param("rollout", rollout)
                .query(RecordRowMapper.of(ReportedBreakerTrip.class))
                .list();
    }

    /// Returns the newest shadow differences of a rollout, newest first.
    public List<ReportedShadowDifference> shadowDifferences(String rollout) {
        return jdbc.sql("""
                        select revision, received_at, fields, failure from shadow_difference
                        where rollout = :rollout order by id desc
                        """)
                .param("rollout", rollout)
                .query(RecordRowMapper.of(ReportedShadowDifference.class))
                .list();
    }
}
