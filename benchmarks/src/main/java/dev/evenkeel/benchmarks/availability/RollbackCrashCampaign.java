// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.availability;

import dev.evenkeel.benchmarks.availability.CommitTimeRecorder.CommittedDecision;
import dev.evenkeel.benchmarks.availability.crash.RollbackCrashPoint;
import dev.evenkeel.benchmarks.load.OutcomeBatchSource;
import dev.evenkeel.benchmarks.load.SteadyRollout;
import dev.evenkeel.benchmarks.server.RestartableProcess;
import dev.evenkeel.benchmarks.server.ServerAccess;
import dev.evenkeel.examples.demo.process.ConditionPoller;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/// Rollbacks whose server halts right after their commit. The servers must run with the [RollbackCrashPoint]. Each
/// repetition has its own flag, a random server for its traffic, and a random start of the failures.
final class RollbackCrashCampaign {
    private static final Duration ARRIVAL_LIMIT = Duration.ofSeconds(60);
    private static final ConditionPoller PATIENT = new ConditionPoller(Duration.ofSeconds(60), Duration.ofMillis(20));
    private static final Duration BETWEEN_BATCHES = Duration.ofMillis(250);
    private static final int MOST_DELAY_MILLIS = 1_000;
    private static final int NEW_UNITS = 50;
    private static final double FAILURES = 0.8;

    private final AvailabilityEnvironment environment;
    private final SdkStreams streams;
    private final long seed;
    private final SplittableRandom random;

    RollbackCrashCampaign(AvailabilityEnvironment environment, SdkStreams streams, long seed) {
        this.environment = environment;
        this.streams = streams;
        this.seed = seed;
        this.random = new SplittableRandom(seed);
    }

    /// The result of one repetition.
    ///
    /// @param server the server that committed the rollback and halted
    /// @param toStreams time from the commit until each SDK had the flags
    /// @param toConfirmation time from the commit until another server recorded that it is active in all processes
    /// @param violations expectations that do not hold; empty if all hold
    record Crash(
            String rollout,
            String server,
            List<Duration> toStreams,
            @Nullable Duration toConfirmation,
            List<String> violations) {
        Duration toLastStream() {
            return toStreams.stream().max(Duration::compareTo).orElse(Duration.ZERO);
        }
    }

    /// Runs the campaign. The last check of each decision is at the end, so that it includes decisions that come late.
    List<Crash> run(int times) throws IOException, InterruptedException {
        List<Crash> crashes = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            Crash crash = crash("flag-" + i);
            crashes.add(crash);
            System.err.printf(
                    Locale.ROOT,
                    "crash %d of %d: %s, last stream after %.0f ms%s%n",
                    i + 1,
                    times,
                    crash.server(),
                    TimeSummary.millis(crash.toLastStream()),
                    crash.violations().isEmpty() ? "" : ", VIOLATED: " + crash.violations());
        }
        List<Crash> checked = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            checked.add(checkOnce(crashes.get(i)));
        }
        return checked;
    }

    private Crash crash(String flag) throws IOException, InterruptedException {
        List<ServerAccess> servers = environment.accessFrom(random.nextInt(AvailabilityEnvironment.SERVERS));
        SteadyRollout rollout = SteadyRollout.start(servers.getFirst(), flag);
        streams.awaitRevision(rollout.revision(), ARRIVAL_LIMIT);
        Thread.sleep(random.nextInt(MOST_DELAY_MILLIS));
        var failing = new OutcomeBatchSource(
                servers.getFirst(), List.of(rollout), "crash-" + seed + "-" + flag, NEW_UNITS, FAILURES);
        List<Instant> arrivals;
        try (var sender = new FailoverBatchSender(servers, failing, BETWEEN_BATCHES)) {
            Thread thread = Thread.ofPlatform().daemon().name("sender").start(sender);
            arrivals = streams.awaitRevision(rollout.revision() + 1, ARRIVAL_LIMIT);
            sender.stop();
            thread.join();
        }
        return describe(rollout, arrivals);
    }

    private Crash describe(SteadyRollout rollout, List<Instant> arrivals) throws IOException, InterruptedException {
        List<String> violations = new ArrayList<>();
        String server = restartHalted(violations);
        List<CommittedDecision> rollbacks = environment.recorder().listDecisions(rollout.id()).stream()
                .filter(decision -> decision.kind().equals("ROLL_BACK"))
                .toList();
        if (rollbacks.isEmpty()) {
            violations.add("the rollout was not rolled back");
            return new Crash(rollout.id(), server, List.of(), null, violations);
        }
        Instant committed = rollbacks.getFirst().at();
        List<Duration> times =
                arrivals.stream().map(at -> Duration.between(committed, at)).toList();
        if (times.size() < streams.size()) {
            violations.add((streams.size() - times.size()) + " streams did not get the rollback");
        }
        return new Crash(
                rollout.id(), server, times, awaitConfirmation(rollout.id(), committed, violations), violations);
    }

    private String restartHalted(List<String> violations) throws IOException, InterruptedException {
        List<RestartableProcess> ended = awaitEnded();
        List<String> described = new ArrayList<>();
        for (RestartableProcess server : ended) {
            int code = server.exitCode().orElseThrow();
            described.add(server.name());
            if (code != RollbackCrashPoint.EXIT_CODE) {
                violations.add(server.name() + " ended with exit code " + code);
            }
            server.restart();
        }
        if (ended.size() != 1) {
            violations.add(ended.size() + " servers halted");
        }
        return String.join(", ", described);
    }

    /* The flags may arrive before the end of the process is visible. */
    private List<RestartableProcess> awaitEnded() throws InterruptedException {
        try {
            return PATIENT.await("a server to halt", this::listEnded, ended -> !ended.isEmpty());
        } catch (IOException none) {
            return List.of();
        }
    }

    private List<RestartableProcess> listEnded() {
        return environment.servers().servers().stream()
                .filter(server -> server.exitCode().isPresent())
                .toList();
    }

    private @Nullable Duration awaitConfirmation(String rollout, Instant committed, List<String> violations)
            throws InterruptedException {
        try {
            Instant confirmed = PATIENT.await(
                            "the rollback to be confirmed", () -> confirmations(rollout), found -> !found.isEmpty())
                    .getFirst();
            return Duration.between(committed, confirmed);
        } catch (IOException late) {
            violations.add(String.valueOf(late.getMessage()));
            return null;
        }
    }

    private List<Instant> confirmations(String rollout) throws IOException {
        return environment.database().query("""
                        select active_everywhere_at from rollout_decision
                        where rollout = ? and kind = 'ROLL_BACK' and active_everywhere_at is not null
                        """, row -> row.getTimestamp(1).toInstant(), rollout);
    }

    private Crash checkOnce(Crash crash) throws IOException {
        List<String> violations = new ArrayList<>(crash.violations());
        List<String> decided = environment.recorder().listDecisions(crash.rollout()).stream()
                .map(CommittedDecision::kind)
                .toList();
        if (!isRolledBackOnce(decided)) {
            violations.add("decisions are " + decided);
        }
        String status = environment
                .database()
                .query("select status from rollout where id = ?", row -> row.getString(1), crash.rollout())
                .getFirst();
        if (!status.equals("ROLLED_BACK")) {
            violations.add("the status is " + status);
        }
        requireOneEntry("rollout.rolled-back", crash.rollout(), violations);
        long newest = environment
                .database()
                .query("select revision from environment where name = 'default'", row -> row.getLong(1))
                .getFirst();
        long behind = streams.countBesides(newest);
        if (behind > 0) {
            violations.add(behind + " streams do not have the last revision " + newest);
        }
        return new Crash(crash.rollout(), crash.server(), crash.toStreams(), crash.toConfirmation(), violations);
    }

    /// Whether a rollout started once, was rolled back once, and decided nothing afterwards. In between it may hold,
    /// for example because the step has not lasted long enough.
    static boolean isRolledBackOnce(List<String> decided) {
        return decided.stream().filter(kind -> !kind.equals("HOLD")).toList().equals(List.of("START", "ROLL_BACK"))
                && decided.getLast().equals("ROLL_BACK");
    }

    private void requireOneEntry(String action, String subject, List<String> violations) throws IOException {
        long entries = environment
                .database()
                .query(
                        "select count(*) from audit_entry where action = ? and subject = ?",
                        row -> row.getLong(1),
                        action,
                        subject)
                .getFirst();
        if (entries != 1) {
            violations.add(entries + " audit entries " + action + " of " + subject);
        }
    }
}
