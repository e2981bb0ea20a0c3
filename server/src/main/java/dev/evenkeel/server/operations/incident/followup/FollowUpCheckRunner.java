// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.incident.followup;

import dev.evenkeel.engine.incident.FollowUp;
import dev.evenkeel.engine.incident.FollowUpCriterion;
import dev.evenkeel.engine.incident.Incident;
import dev.evenkeel.engine.incident.TimelineEntry;
import dev.evenkeel.server.foundation.jobs.BackgroundJob;
import dev.evenkeel.server.foundation.jobs.BackgroundJobs;
import dev.evenkeel.server.operations.incident.FollowUpCheckResultRepository;
import dev.evenkeel.server.operations.incident.IncidentRepository;
import dev.evenkeel.server.operations.incident.IncidentWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// The runner of follow-up checks, each every five minutes: evaluates them without locks, then stores the results.
/// A timeline entry is added only when the verdict changes. Thread-safe.
@Component
class FollowUpCheckRunner {
    private static final Duration EACH = Duration.ofMinutes(5);

    private final IncidentRepository incidents;
    private final FollowUpCheckResultRepository followUpCheckResultRepository;
    private final FollowUpCheckRegistry checks;
    private final IncidentWriter writer;
    private final TransactionTemplate transaction;

    FollowUpCheckRunner(
            IncidentRepository incidents,
            FollowUpCheckResultRepository followUpCheckResultRepository,
            FollowUpCheckRegistry checks,
            IncidentWriter writer,
            TransactionTemplate transaction,
            BackgroundJobs jobs) {
        this.incidents = incidents;
        this.followUpCheckResultRepository = followUpCheckResultRepository;
        this.checks = checks;
        this.writer = writer;
        this.transaction = transaction;
        jobs.add(BackgroundJob.builder("follow-up checks", Duration.ofSeconds(30), this::runDue));
    }

    /// Runs each check that has not run for five minutes.
    void runDue() {
        for (Incident incident : incidents.listWithChecks()) {
            Map<Integer, FollowUpCriterion.Result> known = followUpCheckResultRepository.listByIncident(incident.id());
            for (FollowUp followUp : incident.followUps()) {
                FollowUpCriterion criterion = followUp.check();
                FollowUpCriterion.Result last = known.get(followUp.number());
                if (criterion != null
                        && followUp.hasActiveCheck()
                        && (last == null || !last.checkedAt().plus(EACH).isAfter(writer.now()))) {
                    run(incident, followUp.number(), criterion);
                }
            }
        }
    }

    /// Runs the check of one follow-up now.
    FollowUpCriterion.Result run(Incident incident, int number, FollowUpCriterion criterion) {
        Instant now = writer.now();
        FollowUpCriterion.FollowUpCheckOutcome outcome = checks.evaluate(incident, criterion, now);
        return transaction.execute(status -> saveResult(incident.id(), number, outcome, now));
    }

    private FollowUpCriterion.Result saveResult(
            String incident, int number, FollowUpCriterion.FollowUpCheckOutcome outcome, Instant now) {
        writer.lock(incident);
        Optional<FollowUpCriterion.Result> before = followUpCheckResultRepository.findByFollowUp(incident, number);
        boolean same = before.filter(last -> last.outcome().verdict() == outcome.verdict())
                .isPresent();
        FollowUpCriterion.Result result = new FollowUpCriterion.Result(
                outcome, now, same ? before.orElseThrow().since() : now);
        followUpCheckResultRepository.save(incident, number, result);
        if (!same) {
            String verdict = outcome.verdict().name().toLowerCase(Locale.ROOT);
            writer.amend(
                    incident,
                    new TimelineEntry(
                            now,
                            "evenkeel",
                            "follow-up",
                            "check of follow-up " + number + ": " + verdict + ", " + outcome.reason()),
                    "check:" + number + ":" + now,
                    one -> one);
        }
        return result;
    }
}
