// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.rollout.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.core.wire.OutcomeBatch;
import dev.evenkeel.core.wire.codec.WireCodec;
import dev.evenkeel.json.Json;
import dev.evenkeel.server.TestServer;
import dev.evenkeel.server.foundation.jobs.BackgroundJobs;
import dev.evenkeel.server.rollouts.evidence.EvidenceRepository;
import dev.evenkeel.server.rollouts.rollout.GuardEvaluationHealthTracker;
import dev.evenkeel.server.rollouts.rollout.RolloutRepository;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/// A guard with a test clock: it evaluates rollouts only when a test calls it. The jobs of the server are stopped, and
/// batches get their receipt times from the test clock.
public final class TestClockGuard {
    private final TestServer server;
    private final GuardJob job;
    private final GuardEvaluationHealthTracker health;
    private final ServerObservationContinuity attention;
    private Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);

    public TestClockGuard(TestServer server) {
        this.server = server;
        server.job("rollout guard").stop();
        server.job("rollout gate evaluation").stop();
        server.job("silent process detection").stop();
        InstantSource source = () -> now;
        Clock clock = source.withZone(ZoneOffset.UTC);
        this.health = new GuardEvaluationHealthTracker(clock);
        this.job = new GuardJob(
                server.bean(RolloutEvaluator.class),
                server.bean(RolloutRepository.class),
                server.bean(EvidenceRepository.class),
                server.bean(RolloutPostCommitProcessor.class),
                health,
                clock,
                new BackgroundJobs());
        this.attention = new ServerObservationContinuity(now);
    }

    public Instant now() {
        return now;
    }

    /// Evaluates all running rollouts once, after the gates and the silent processes.
    public TestClockGuard evaluate() {
        server.bean(GateResultRefreshJob.class).runOnce();
        refreshSilentProcesses();
        job.runOnce();
        assertThat(health.failureCount()).as("failed evaluations").isZero();
        return this;
    }

    private void refreshSilentProcesses() {
        Set<String> running = Set.copyOf(server.bean(RolloutRepository.class).listRunningIds());
        server.bean(SilentProcessCache.class).refresh(running, now, attention.observedSince(now));
        attention.recordSuccess(now);
    }

    /// Updates when a process was last seen, as an open stream does every 5 s.
    public TestClockGuard touch(String instance) {
        server.bean(JdbcClient.class)
                .sql("""
                        insert into sdk_instance (environment, instance, last_seen_at, first_seen_at)
                        values ('default', :instance, :now, :now)
                        on conflict (environment, instance) do update set last_seen_at = excluded.last_seen_at
                        """)
                .param("instance", instance)
                .param("now", Timestamp.from(now))
                .update();
        return this;
    }

    /// Advances the clock second by second and evaluates after each, as a running server does.
    public TestClockGuard advanceAndEvaluate(int seconds) {
        for (int i = 0; i < seconds; i++) {
            advanceClock(Duration.ofSeconds(1)).evaluate();
        }
        return this;
    }

    /// Moves the clock, forwards or back, without evaluating.
    public TestClockGuard advanceClock(Duration duration) {
        now = now.plus(duration);
        return this;
    }

    /// Sends a batch, received at the time of the test clock.
    public HttpResponse<String> receive(OutcomeBatch batch) {
        HttpResponse<String> answer =
                receive("/sdk/v1/outcomes", batch.instance(), batch.sequence(), WireCodec.encode(batch));
        touch(batch.instance());
        return answer;
    }

    /// Sends a report of a client without the SDK, received at the time of the test clock.
    ///
    /// @param more members of the report
    public void report(String instance, long sequence, String more) {
        String report = Json.of("{'instance':'%s','sequence':%s%s}", instance, sequence, more);
        receive("/sdk/v1/calls", instance, sequence, report.getBytes(StandardCharsets.UTF_8));
    }

    private HttpResponse<String> receive(String path, String instance, long sequence, byte[] body) {
        JdbcClient jdbc = server.bean(JdbcClient.class);
        long last = jdbc.sql("select coalesce(max(id), 0) from pending_evidence")
                .query(Long.class)
                .single();
        HttpResponse<String> answer = server.send(
                server.asSdk(path).header("Content-Type", "application/json").POST(BodyPublishers.ofByteArray(body)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        jdbc.sql("""
                        update pending_evidence set first_failure_at = first_failure_at + (:now - received_at), received_at = :now
                        where id > :last
                        """).param("now", Timestamp.from(now)).param("last", last).update();
        jdbc.sql("update outcome_batch set received_at = :now where instance = :instance and sequence = :sequence")
                .param("now", Timestamp.from(now))
                .param("instance", instance)
                .param("sequence", sequence)
                .update();
        return answer;
    }
}
