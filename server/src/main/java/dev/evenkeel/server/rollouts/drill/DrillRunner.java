// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.drill;

import dev.evenkeel.engine.drill.CandidateRehearsalResult;
import dev.evenkeel.server.flags.delivery.SdkClientService;
import dev.evenkeel.server.flags.delivery.SdkClientState;
import dev.evenkeel.server.flags.delivery.UnflushedSdkClient;
import dev.evenkeel.server.rollouts.evidence.EvidenceService;
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

/// One look at one drill, in one transaction under its row's lock; who finds it locked leaves it alone.
/// Everything is stored, so any server goes on with it after a restart. Thread-safe.
@Component
class DrillRunner {
    /// The drill, as it is named in the ledger.
    static final String DRILL = "drill";
    /* From the order to the end, but for a rehearsal and for plans that expect a longer way back. */
    private static final Duration LIMIT = Duration.ofMinutes(2);
    /* Until the exposure is taken back because something is missing. */
    private static final Duration EXPOSURE_LIMIT = Duration.ofSeconds(90);
    /* What a rehearsal may take and some seconds more, until a server that asked for it counts as gone. */
    private static final Duration REHEARSAL_LIMIT = RehearsalClient.LIMIT.plusSeconds(5);
    /* Longer than the SDK's idle rhythm: for processes that do not report that their outcomes are flushed. */
    private static final Duration QUIET = Duration.ofSeconds(15);
    /* More than processes can send while a drill lasts; what is left waits for nobody until it is forgotten. */
    private static final int MOST_TAKEN = 10_000;
    private static final int MOST_NAMED = 10;
    /* Longer than an SDK process keeps batches that it could not send. */
    private static final Duration EXPECTED_AFTER = Duration.ofHours(1);

    private final DrillRepository table;
    private final DrillSplitService exposing;
    private final SdkClientService clients;
    private final EvidenceService outcomes;
    private final DrillEndedPublisher endings;

    DrillRunner(
            DrillRepository table,
            DrillSplitService exposing,
            SdkClientService clients,
            EvidenceService outcomes,
            DrillEndedPublisher endings) {
        this.table = table;
        this.exposing = exposing;
        this.clients = clients;
        this.outcomes = outcomes;
        this.endings = endings;
    }

    /// Does what is due.
    ///
    /// @param now the present, in microseconds
    /// @return the drill when its rehearsal is to be asked for now, by the caller and by nobody else
    @Transactional
    Optional<Drill> look(String id, Instant now) {
        return table.lockIfFree(id).flatMap(before -> {
            Drill after = next(before, now);
            keep(before, after);
            return after.isRehearsing() && !before.isRehearsing() ? Optional.of(after) : Optional.empty();
        });
    }

    /// Takes what came of the rehearsal, and the exposure back if that stands still.
    @Transactional
    void rehearsed(String id, CandidateRehearsalResult result, Instant now) {
        table.lock(id).ifPresent(before -> {
            RehearsalRun run = before.rehearsal();
            if (run != null && run.isWaiting()) {
                Drill after = before.rehearsing(run.answered(now, result));
                keep(before, before.marks().decidedAt() == null ? exposed(after, now) : after);
            }
        });
    }

    /// Expects nothing more of drills that ended so long ago that no batch names them any more.
    @Transactional
    void tidy(Instant now) {
        table.tidy(now.minus(EXPECTED_AFTER)).forEach(outcomes::forget);
    }

    private void keep(Drill before, Drill after) {
        if (!after.equals(before)) {
            table.save(after);
        }
        if (after.marks().endedAt() != null) {
            outcomes.take(outcomes.waiting(before.id(), MOST_TAKEN));
            endings.tell(before, after);
        }
    }

    private Drill next(Drill drill, Instant now) {
        if (drill.marks().decidedAt() == null) {
            return exposed(drill, now);
        }
        return drill.marks().backAt() == null ? onTheWayBack(drill, now) : drained(drill, now);
    }

    private Drill exposed(Drill drill, Instant now) {
        Drill.Timestamps marks = drill.marks();
        Instant active = marks.activeAt() == null ? active(drill, marks.revision()) : marks.activeAt();
        Instant first =
                outcomes.waitingSpan(drill.id()).map(EvidenceTimeSpan::first).orElse(null);
        Drill seen = drill.at(marks.seen(active, first));
        Optional<String> gone = findDisconnection(drill);
        if (gone.isPresent()) {
            return givenUp(seen, gone.get(), now);
        }
        if (active != null && first != null) {
            return rehearse(seen, now);
        }
        if (now.isBefore(marks.orderedAt().plus(EXPOSURE_LIMIT))) {
            return seen;
        }
        return givenUp(
                seen,
                active == null
                        ? "not every process had the exposure within " + EXPOSURE_LIMIT.toSeconds() + " s: "
                                + behind(drill, marks.revision())
                        : "no outcome arrived within " + EXPOSURE_LIMIT.toSeconds() + " s",
                now);
    }

    /* Takes the exposure back; there is nothing to measure. */
    private Drill givenUp(Drill drill, String why, Instant now) {
        Drill back = back(drill.failed(why), why, now);
        return back.at(back.marks().ended(now));
    }

    private Drill rehearse(Drill drill, Instant now) {
        RehearsalRun run = drill.rehearsal();
        if (run == null) {
            return back(drill, "the exposure is active everywhere and outcomes arrive", now);
        }
        if (run.askedAt() == null) {
            return drill.rehearsing(run.asked(now));
        }
        if (run.result() != null) {
            return run.result()
                    .fault(run.keys().size())
                    .map(why -> back(drill.failed(why), why, now))
                    .orElseGet(() -> back(drill, "what the candidate wrote was read by control and undone", now));
        }
        String why = "the rehearsal told nothing within " + REHEARSAL_LIMIT.toSeconds()
                + " s, and what it wrote is not known";
        return now.isBefore(run.askedAt().plus(REHEARSAL_LIMIT)) ? drill : back(drill.failed(why), why, now);
    }

    private Drill back(Drill drill, String reason, Instant now) {
        long revision = exposing.back(drill, DRILL, "drill " + drill.id() + " goes back: " + reason);
        return drill.at(drill.marks().decided(now, revision));
    }

    private Drill onTheWayBack(Drill drill, Instant now) {
        Drill.Timestamps marks = drill.marks();
        long revision = backRevision(drill);
        Instant back = active(drill, revision);
        if (back != null) {
            return drill.at(marks.back(back));
        }
        return ended(
                drill, now, limit -> "not every process was back within " + limit + " s: " + behind(drill, revision));
    }

    /* First who has flushed, then what has arrived: a process reports that after its last outcomes. */
    private Drill drained(Drill drill, Instant now) {
        List<UnflushedSdkClient> unflushed = clients.unflushed(drill.environment(), backRevision(drill));
        Instant last =
                outcomes.waitingSpan(drill.id()).map(EvidenceTimeSpan::last).orElse(null);
        Drill seen = drill.at(drill.marks().drained(last));
        if (findDisconnection(drill).isEmpty() && isOver(seen.marks(), unflushed, now)) {
            return seen.at(seen.marks().ended(now));
        }
        return ended(
                seen,
                now,
                limit -> "calls under the exposure still ran, or their outcomes were not sent, after " + limit + " s: "
                        + names(unflushed.stream().map(UnflushedSdkClient::instance)));
    }

    private static boolean isOver(Drill.Timestamps marks, List<UnflushedSdkClient> unflushed, Instant now) {
        if (unflushed.isEmpty()) {
            return true;
        }
        Instant quietSince = Stream.of(marks.backAt(), marks.lastOutcomeAt())
                .filter(Objects::nonNull)
                .max(Instant::compareTo)
                .orElse(now);
        return unflushed.stream().noneMatch(UnflushedSdkClient::reports) && !now.isBefore(quietSince.plus(QUIET));
    }

    /* Fails a drill on its way back when its time is over, or when nobody is left who could come back. */
    private Drill ended(Drill drill, Instant now, LongFunction<String> words) {
        return findDisconnection(drill)
                .or(() -> {
                    Instant until = wayBackUntil(drill);
                    long limit =
                            Duration.between(drill.marks().orderedAt(), until).toSeconds();
                    return now.isBefore(until) ? Optional.empty() : Optional.of(words.apply(limit));
                })
                .map(why -> drill.failed(why).at(drill.marks().ended(now)))
                .orElse(drill);
    }

    private static Instant wayBackUntil(Drill drill) {
        Drill.Timestamps marks = drill.marks();
        Instant limit = marks.orderedAt().plus(LIMIT).plus(drill.rehearsal() == null ? Duration.ZERO : REHEARSAL_LIMIT);
        Instant expected = marks.decidedAt() == null ? limit : marks.decidedAt().plus(drill.expectedTime());
        return expected.isAfter(limit) ? expected : limit;
    }

    private static long backRevision(Drill drill) {
        Drill.Timestamps marks = drill.marks();
        return marks.backRevision() == null ? marks.revision() : marks.backRevision();
    }

    private Optional<String> findDisconnection(Drill drill) {
        List<SdkClientState> known = clients.of(drill.environment());
        if (known.stream().anyMatch(SdkClientState::connected)) {
            return Optional.empty();
        }
        return Optional.of("no process is connected any more"
                + known.stream()
                        .max(Comparator.comparing(SdkClientState::lastSeen))
                        .map(last -> "; " + last.instance() + " was last heard of at "
                                + last.lastSeen().truncatedTo(ChronoUnit.SECONDS))
                        .orElse(""));
    }

    private @Nullable Instant active(Drill drill, long revision) {
        return clients.findActiveEverywhere(drill.environment(), revision).orElse(null);
    }

    private String behind(Drill drill, long revision) {
        return names(clients.behind(drill.environment(), revision).stream()
                .filter(SdkClientState::connected)
                .map(SdkClientState::instance));
    }

    private static String names(Stream<String> instances) {
        return instances.limit(MOST_NAMED).collect(Collectors.joining(", "));
    }
}
