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

/// Makes the checks of follow-ups and keeps what they found: looks first, with nothing locked, then writes. The
/// timeline tells only when a verdict becomes another. Thread-safe.
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

    /// Makes every check that was not made for five minutes.
    void round() {
        for (Incident incident : incidents.withChecks()) {
            Map<Integer, FollowUpCriterion.Result> known = table.of(incident.id());
            for (FollowUp followUp : incident.followUps()) {
                FollowUpCriterion check = followUp.check();
                FollowUpCriterion.Result last = known.get(followUp.number());
                if (check != null
                        && followUp.asksMachine()
                        && (last == null || !last.at().plus(EACH).isAfter(book.now()))) {
                    look(incident, followUp.number(), check);
                }
            }
        }
    }

    /// Makes the check of one follow-up now.
    FollowUpCriterion.Result look(Incident incident, int number, FollowUpCriterion check) {
        Instant now = book.now();
        FollowUpCriterion.Outcome outcome = checks.look(incident, check, now);
        return transaction.execute(status -> keep(incident.id(), number, outcome, now));
    }

    private FollowUpCriterion.Result keep(String incident, int number, FollowUpCriterion.Outcome outcome, Instant now) {
        book.lock(incident);
        Optional<FollowUpCriterion.Result> before = table.find(incident, number);
        boolean same = before.filter(last -> last.outcome().verdict() == outcome.verdict())
                .isPresent();
        FollowUpCriterion.Result result = new FollowUpCriterion.Result(
                outcome, now, same ? before.orElseThrow().since() : now);
        table.put(incident, number, result);
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
