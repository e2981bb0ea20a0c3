// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.drill;

import dev.evenkeel.engine.drill.CandidateRehearsalResult;
import dev.evenkeel.engine.drill.CandidateRehearsalRun;
import dev.evenkeel.engine.drill.DrillTimestamps;
import dev.evenkeel.server.flags.delivery.SdkClientService;
import dev.evenkeel.server.flags.delivery.SdkClientState;
import dev.evenkeel.server.flags.delivery.UnflushedSdkClient;
import dev.evenkeel.server.rollouts.evidence.EvidenceRepository;
import dev.evenkeel.server.rollouts.evidence.EvidenceTimeSpan;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// The state machine of drills. Each step runs in one transaction under the lock of the drill's row and skips a
/// locked drill. All state is stored, so any server continues a drill after a restart. Thread-safe.
@Component
class DrillRunner {
    /// Name of drills in the audit log.
    static final String DRILL = "drill";
    /* Time limit of a drill, without a rehearsal; longer when the plan expects a longer rollback. */
    private static final Duration LIMIT = Duration.ofMinutes(2);
    /* Time after which the exposure is rolled back because a condition is not met. */
    private static final Duration EXPOSURE_LIMIT = Duration.ofSeconds(90);
    /* Time limit of a rehearsal plus a margin, after which the server that requested it is assumed to have stopped. */
    private static final Duration REHEARSAL_LIMIT = CandidateRehearsalClient.LIMIT.plusSeconds(5);
    /* Longer than the SDK's idle interval; for processes that do not report that their outcomes are flushed. */
    private static final Duration QUIET = Duration.ofSeconds(15);
    /* More than processes can send during a drill. Evidence beyond it stays pending until the drill is cleaned up. */
    private static final int MOST_TAKEN = 10_000;
    private static final int MOST_NAMED = 10;
    /* Longer than an SDK process keeps undelivered batches. */
    private static final Duration EXPECTED_AFTER = Duration.ofHours(1);

    private final DrillRepository repository;
    private final DrillFlagSplitWriter drillFlagSplitWriter;
    private final SdkClientService clients;
    private final EvidenceRepository evidence;
    private final DrillEndedPublisher endings;

    DrillRunner(
            DrillRepository repository,
            DrillFlagSplitWriter drillFlagSplitWriter,
            SdkClientService clients,
            EvidenceRepository evidence,
            DrillEndedPublisher endings) {
        this.repository = repository;
        this.drillFlagSplitWriter = drillFlagSplitWriter;
        this.clients = clients;
        this.evidence = evidence;
        this.endings = endings;
    }

    /// Advances a drill.
    ///
    /// @param now current time, in microseconds
    /// @return drill whose rehearsal the caller, and no other server, must request now
    @Transactional
    Optional<Drill> advance(String id, Instant now) {
        return repository.tryLock(id).flatMap(before -> {
            Drill after = nextState(before, now);
            saveAndPublish(before, after);
            return after.isRehearsing() && !before.isRehearsing() ? Optional.of(after) : Optional.empty();
        });
    }

    /// Stores the result of the rehearsal, and rolls back the exposure if that has not happened yet.
    @Transactional
    void completeRehearsal(String id, CandidateRehearsalResult result, Instant now) {
        repository.lock(id).ifPresent(before -> {
            CandidateRehearsalRun run = before.rehearsal();
            if (run != null && run.isPending()) {
                Drill after = before.withRehearsal(run.withResult(now, result));
                saveAndPublish(before, before.timestamps().decidedAt() == null ? checkExposure(after, now) : after);
            }
        });
    }

    /// Closes the evidence windows of drills that ended so long ago that no batch refers to them.
    @Transactional
    void cleanUp(Instant now) {
        repository.markCleanedUp(now.minus(EXPECTED_AFTER)).forEach(evidence::deleteRollout);
    }

    private void saveAndPublish(Drill before, Drill after) {
        if (!after.equals(before)) {
            repository.update(after);
        }
        if (after.timestamps().endedAt() != null) {
            evidence.consume(evidence.listPending(before.id(), MOST_TAKEN));
            endings.publish(before, after);
        }
    }

    private Drill nextState(Drill drill, Instant now) {
        if (drill.timestamps().decidedAt() == null) {
            return checkExposure(drill, now);
        }
        return drill.timestamps().rolledBackAt() == null ? checkRollback(drill, now) : checkDrained(drill, now);
    }

    private Drill checkExposure(Drill drill, Instant now) {
        DrillTimestamps marks = drill.timestamps();
        Instant active = marks.activeAt() == null ? findActiveSince(drill, marks.revision()) : marks.activeAt();
        Instant first = evidence.findPendingTimeSpan(drill.id())
                .map(EvidenceTimeSpan::first)
                .orElse(null);
        Drill seen = drill.withTimestamps(marks.withExposureObserved(active, first));
        Optional<String> gone = findDisconnection(drill);
        if (gone.isPresent()) {
            return giveUp(seen, gone.get(), now);
        }
        if (active != null && first != null) {
            return checkRehearsal(seen, now);
        }
        if (now.isBefore(marks.startedAt().plus(EXPOSURE_LIMIT))) {
            return seen;
        }
        return giveUp(
                seen,
                active == null
                        ? "not all processes applied the exposure within " + EXPOSURE_LIMIT.toSeconds() + " s: "
                                + describeBehind(drill, marks.revision())
                        : "no outcome arrived within " + EXPOSURE_LIMIT.toSeconds() + " s",
                now);
    }

    /* Rolls back the exposure without measuring anything. */
    private Drill giveUp(Drill drill, String why, Instant now) {
        Drill back = startRollback(drill.withFault(why), now);
        return back.withTimestamps(back.timestamps().withEnd(now));
    }

    private Drill checkRehearsal(Drill drill, Instant now) {
        CandidateRehearsalRun run = drill.rehearsal();
        if (run == null) {
            return startRollback(drill, now);
        }
        if (run.requestedAt() == null) {
            return drill.withRehearsal(run.withRequestedAt(now));
        }
        if (run.result() != null) {
            return run.result()
                    .findFault(run.keys().size())
                    .map(why -> startRollback(drill.withFault(why), now))
                    .orElseGet(() -> startRollback(drill, now));
        }
        String why = "the rehearsal returned no result within " + REHEARSAL_LIMIT.toSeconds()
                + " s, so its writes are unknown";
        return now.isBefore(run.requestedAt().plus(REHEARSAL_LIMIT)) ? drill : startRollback(drill.withFault(why), now);
    }

    private Drill startRollback(Drill drill, Instant now) {
        long revision = drillFlagSplitWriter.rollBack(drill);
        return drill.withTimestamps(drill.timestamps().withRollbackStarted(now, revision));
    }

    private Drill checkRollback(Drill drill, Instant now) {
        DrillTimestamps marks = drill.timestamps();
        long revision = rollbackRevision(drill);
        Instant back = findActiveSince(drill, revision);
        if (back != null) {
            return drill.withTimestamps(marks.withRollbackCompleted(back));
        }
        return failIfOverdue(
                drill,
                now,
                limit -> "not all processes rolled back within " + limit + " s: " + describeBehind(drill, revision));
    }

    /* Queries flushed processes before outcomes: a process reports the flush after its last outcomes. */
    private Drill checkDrained(Drill drill, Instant now) {
        List<UnflushedSdkClient> unflushed = clients.listUnflushed(drill.environment(), rollbackRevision(drill));
        Instant last = evidence.findPendingTimeSpan(drill.id())
                .map(EvidenceTimeSpan::last)
                .orElse(null);
        Drill seen = drill.withTimestamps(drill.timestamps().withLastOutcome(last));
        if (findDisconnection(drill).isEmpty() && isDrained(seen.timestamps(), unflushed, now)) {
            return seen.withTimestamps(seen.timestamps().withEnd(now));
        }
        return failIfOverdue(
                seen,
                now,
                limit -> "calls of the exposure were still running, or their outcomes not sent, after " + limit + " s: "
                        + joinNames(unflushed.stream().map(UnflushedSdkClient::instance)));
    }

    private static boolean isDrained(DrillTimestamps marks, List<UnflushedSdkClient> unflushed, Instant now) {
        if (unflushed.isEmpty()) {
            return true;
        }
        Instant quietSince = Stream.of(marks.rolledBackAt(), marks.lastOutcomeAt())
                .filter(Objects::nonNull)
                .max(Instant::compareTo)
                .orElse(now);
        return unflushed.stream().noneMatch(UnflushedSdkClient::reports) && !now.isBefore(quietSince.plus(QUIET));
    }

    /* Fails a drill after its rollback when its time limit has passed or no process is connected. */
    private Drill failIfOverdue(Drill drill, Instant now, LongFunction<String> words) {
        return findDisconnection(drill)
                .or(() -> {
                    Instant until = rollbackDeadline(drill);
                    long limit = Duration.between(drill.timestamps().startedAt(), until)
                            .toSeconds();
                    return now.isBefore(until) ? Optional.empty() : Optional.of(words.apply(limit));
                })
                .map(why ->
                        drill.withFault(why).withTimestamps(drill.timestamps().withEnd(now)))
                .orElse(drill);
    }

    private static Instant rollbackDeadline(Drill drill) {
        DrillTimestamps marks = drill.timestamps();
        Instant limit = marks.startedAt().plus(LIMIT).plus(drill.rehearsal() == null ? Duration.ZERO : REHEARSAL_LIMIT);
        Instant expected = marks.decidedAt() == null ? limit : marks.decidedAt().plus(drill.expectedTime());
        return expected.isAfter(limit) ? expected : limit;
    }

    private static long rollbackRevision(Drill drill) {
        DrillTimestamps marks = drill.timestamps();
        return marks.rollbackRevision() == null ? marks.revision() : marks.rollbackRevision();
    }

    private Optional<String> findDisconnection(Drill drill) {
        List<SdkClientState> known = clients.listByEnvironment(drill.environment());
        if (known.stream().anyMatch(SdkClientState::connected)) {
            return Optional.empty();
        }
        return Optional.of("no process is connected"
                + known.stream()
                        .max(Comparator.comparing(SdkClientState::lastSeen))
                        .map(last -> "; " + last.instance() + " was last seen at "
                                + last.lastSeen().truncatedTo(ChronoUnit.SECONDS))
                        .orElse(""));
    }

    private @Nullable Instant findActiveSince(Drill drill, long revision) {
        return clients.findActiveEverywhere(drill.environment(), revision).orElse(null);
    }

    private String describeBehind(Drill drill, long revision) {
        return joinNames(clients.listBehind(drill.environment(), revision).stream()
                .filter(SdkClientState::connected)
                .map(SdkClientState::instance));
    }

    private static String joinNames(Stream<String> instances) {
        return instances.limit(MOST_NAMED).collect(Collectors.joining(", "));
    }
}
