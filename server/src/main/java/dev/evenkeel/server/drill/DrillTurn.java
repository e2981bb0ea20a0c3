// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.drill;

import dev.evenkeel.engine.drill.RehearsalResult;
import dev.evenkeel.server.delivery.Client;
import dev.evenkeel.server.delivery.Clients;
import dev.evenkeel.server.telemetry.EvidenceSpan;
import dev.evenkeel.server.telemetry.Outcomes;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// One look at one drill, in one transaction under its row's lock; who finds it locked leaves it alone. Everything is
/// stored, so any server goes on with it after a restart. Thread-safe.
@Component
class DrillTurn {
    /// The drill, as it is named in the ledger.
    static final String DRILL = "drill";
    /* How long one part of a drill is waited for. */
    private static final Duration LIMIT = Duration.ofMinutes(2);
    /* What a rehearsal may take and some seconds more, until a server that asked for it counts as gone. */
    private static final Duration REHEARSAL_LIMIT = RehearsalClient.LIMIT.plusSeconds(5);
    /* Processes with calls send every second; nothing for so long is the end. */
    private static final Duration QUIET = Duration.ofSeconds(5);
    /* More than processes can send while a drill lasts; what is left waits for nobody until it is forgotten. */
    private static final int MOST_TAKEN = 10_000;
    /* Longer than an SDK process keeps batches that it could not send. */
    private static final Duration EXPECTED_AFTER = Duration.ofHours(1);

    private final DrillTable table;
    private final Exposing exposing;
    private final Clients clients;
    private final Outcomes outcomes;
    private final DrillEndings endings;

    DrillTurn(DrillTable table, Exposing exposing, Clients clients, Outcomes outcomes, DrillEndings endings) {
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
    void rehearsed(String id, RehearsalResult result, Instant now) {
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
        Drill.Marks marks = drill.marks();
        Instant active = marks.activeAt() == null ? active(drill, marks.revision()) : marks.activeAt();
        Instant first =
                outcomes.waitingSpan(drill.id()).map(EvidenceSpan::first).orElse(null);
        Drill seen = drill.at(marks.seen(active, first));
        if (active != null && first != null) {
            return rehearse(seen, now);
        }
        if (now.isBefore(marks.orderedAt().plus(LIMIT))) {
            return seen;
        }
        String why = active == null
                ? "not every process had the exposure within " + LIMIT.toSeconds() + " s"
                        + behind(drill, marks.revision())
                : "no outcome arrived within " + LIMIT.toSeconds() + " s";
        return back(seen.failed(why), why, now);
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
        Drill.Marks marks = drill.marks();
        long revision = marks.backRevision() == null ? marks.revision() : marks.backRevision();
        Instant back = active(drill, revision);
        if (back != null) {
            return drill.at(marks.back(back));
        }
        return hasPassed(marks.decidedAt(), now)
                ? drill.failed("not every process was back within " + LIMIT.toSeconds() + " s"
                                + behind(drill, revision))
                        .at(marks.ended(now))
                : drill;
    }

    private Drill drained(Drill drill, Instant now) {
        Instant last = outcomes.waitingSpan(drill.id()).map(EvidenceSpan::last).orElse(null);
        Drill.Marks marks = drill.marks().drained(last);
        Instant back = marks.backAt();
        Instant quietSince = last != null && back != null && last.isAfter(back) ? last : back;
        if (quietSince != null && !now.isBefore(quietSince.plus(QUIET))) {
            return drill.at(marks.ended(now));
        }
        return hasPassed(back, now)
                ? drill.failed("outcomes of the exposure still came " + LIMIT.toSeconds()
                                + " s after everybody was back")
                        .at(marks.ended(now))
                : drill.at(marks);
    }

    private static boolean hasPassed(@Nullable Instant since, Instant now) {
        return since != null && !now.isBefore(since.plus(LIMIT));
    }

    private @Nullable Instant active(Drill drill, long revision) {
        return clients.findActiveEverywhere(drill.environment(), revision).orElse(null);
    }

    private String behind(Drill drill, long revision) {
        String names = clients.behind(drill.environment(), revision).stream()
                .filter(Client::connected)
                .map(Client::instance)
                .limit(10)
                .collect(Collectors.joining(", "));
        return names.isEmpty() ? ": none is connected" : ": " + names;
    }
}
