// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.incident.followup;

import dev.evenkeel.engine.incident.FollowUp;
import dev.evenkeel.engine.incident.FollowUpCriterion;
import dev.evenkeel.engine.incident.Incident;
import dev.evenkeel.engine.incident.TimelineEntry;
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

/// The runner of follow-up checks: evaluates them without locks, then stores the results. A timeline entry is
/// added only when the verdict changes. Thread-safe.
@Component
class FollowUpCheckRunner {
    private static final Duration EACH = Duration.ofMinutes(5);

    private final IncidentRepository incidents;
    private final FollowUpCheckResultRepository table;
    private final FollowUpCheckRegistry checks;
    private final IncidentWriter book;
    private final TransactionTemplate transaction;

    FollowUpCheckRunner(
            IncidentRepository incidents,
            FollowUpCheckResultRepository table,
            FollowUpCheckRegistry checks,
            IncidentWriter book,
            TransactionTemplate transaction) {
        this.incidents = incidents;
        this.table = table;
        this.checks = checks;
        this.book = book;
        this.transaction = transaction;
    }

    /// Runs each check that has not run for five minutes.
    void runDue() {
        for (Incident incident : incidents.listWithChecks()) {
            Map<Integer, FollowUpCriterion.Result> known = table.listByIncident(incident.id());
            for (FollowUp followUp : incident.followUps()) {
                FollowUpCriterion check = followUp.check();
                FollowUpCriterion.Result last = known.get(followUp.number());
                if (check != null
                        && followUp.hasActiveCheck()
                        && (last == null || !last.checkedAt().plus(EACH).isAfter(book.now()))) {
                    run(incident, followUp.number(), check);
                }
            }
        }
    }

    /// Runs the check of one follow-up now.
    FollowUpCriterion.Result run(Incident incident, int number, FollowUpCriterion check) {
        Instant now = book.now();
        FollowUpCriterion.Outcome outcome = checks.evaluate(incident, check, now);
        return transaction.execute(status -> saveResult(incident.id(), number, outcome, now));
    }

    private FollowUpCriterion.Result saveResult(
            String incident, int number, FollowUpCriterion.Outcome outcome, Instant now) {
        book.lock(incident);
        Optional<FollowUpCriterion.Result> before = table.findByFollowUp(incident, number);
        boolean same = before.filter(last -> last.outcome().verdict() == outcome.verdict())
                .isPresent();
        FollowUpCriterion.Result result = new FollowUpCriterion.Result(
                outcome, now, same ? before.orElseThrow().since() : now);
        table.save(incident, number, result);
        if (!same) {
            String verdict = outcome.verdict().name().toLowerCase(Locale.ROOT);
            book.amend(
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
