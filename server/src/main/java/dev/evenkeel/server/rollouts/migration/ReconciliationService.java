// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.migration;

import dev.evenkeel.core.flag.MigrationStage;
import dev.evenkeel.server.flags.delivery.SdkClientService;
import dev.evenkeel.server.flags.flag.FlagService;
import dev.evenkeel.server.flags.flag.MigrationStageStatus;
import dev.evenkeel.server.foundation.problems.NotFoundException;
import dev.evenkeel.server.foundation.problems.Problem;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import dev.evenkeel.server.foundation.problems.ValidationException;
import dev.evenkeel.server.foundation.security.secrets.IdGenerator;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// The front door of passes that compare the two stores of a migration. Thread-safe.
@Component
public class ReconciliationService {
    private static final int SHOWN = 20;
    private static final int KEPT = 100;
    private static final Duration UNFINISHED_KEPT = Duration.ofDays(1);

    private final ReconciliationPassRepository table;
    private final FlagService flags;
    private final SdkClientService clients;
    private final Clock clock;

    ReconciliationService(
            ReconciliationPassRepository table, FlagService flags, SdkClientService clients, Clock clock) {
        this.table = table;
        this.flags = flags;
        this.clients = clients;
        this.clock = clock;
    }

    /// A pass begins.
    ///
    /// @throws NotFoundException when there is no such flag
    /// @throws ValidationException when the flag leads no migration
    @Transactional(timeoutString = "${evenkeel.telemetry-seconds}")
    StoredReconciliationPass begin(String environment, String flag, String instance) {
        MigrationStageStatus stage = flags.findStage(environment, flag).orElseThrow(() -> noMigration(flag));
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var begun = new StoredReconciliationPass(
                IdGenerator.id("rc-"),
                instance,
                stage.stage().variant(),
                stage.since(),
                stage.whole() && clients.behind(environment, stage.since()).isEmpty(),
                now,
                now,
                null,
                StoredReconciliationPass.Counts.NONE);
        table.insert(environment, flag, begun);
        return begun;
    }

    /// A pass goes on, or has finished. What is told of one that has finished changes nothing.
    ///
    /// @throws NotFoundException when the environment has no such pass
    void report(String environment, String id, ReconciliationReportRequest report) {
        if (!table.report(environment, id, report, clock.instant().truncatedTo(ChronoUnit.MICROS))) {
            throw new NotFoundException(
                    ProblemCode.RECONCILIATION_NOT_FOUND,
                    "There is no pass " + id + " in environment " + environment + ".",
                    "Begin a new one with POST /sdk/v1/reconciliations; one that tells nothing for a day is forgotten.");
        }
    }

    /// The newest passes of a flag, the one that began last first; none when there is no such flag.
    public List<StoredReconciliationPass> newest(String environment, String flag) {
        return table.newest(environment, flag, SHOWN);
    }

    /// Where a migration is, as people see it.
    ///
    /// @throws NotFoundException when there is no such environment or flag
    @Transactional
    MigrationStatusResponse view(String environment, String flag) {
        Optional<MigrationStageStatus> stage = flags.findStage(environment, flag);
        return MigrationStatusResponse.of(
                stage.orElse(null),
                stage.map(known -> clients.behind(environment, known.changed())).orElse(List.of()),
                newest(environment, flag));
    }

    /// What is known of a flag's stores at its present stage.
    ///
    /// @param newest the pass that finished last; empty before the first
    /// @param clean the last one without a mismatch
    public record LatestPasses(Optional<StoredReconciliationPass> newest, Optional<StoredReconciliationPass> clean) {}

    /// What is known of the stores from passes that began when every process was at a stage, as long as
    /// that stage has been the flag's default variant since. Runs in the caller's transaction.
    public LatestPasses knownAt(String environment, String flag, String stage) {
        long since = flags.stageSince(environment, flag);
        return new LatestPasses(
                table.findFinished(environment, flag, stage, since, false),
                table.findFinished(environment, flag, stage, since, true));
    }

    /// A pass with an example.
    public record PassReference(String id, String environment, String flag) {}

    /// Passes with an example that says something.
    public List<PassReference> mentioning(Predicate<String> said) {
        return table.withExamples().stream()
                .filter(one -> one.examples().stream().anyMatch(said))
                .map(ReconciliationPassRepository.MismatchExamples::pass)
                .toList();
    }

    /// Takes examples out that say something; the counts stay.
    ///
    /// @param environment only in this one; empty for all
    /// @return how many there were
    @Transactional
    public int forgetExamples(String environment, Predicate<String> said) {
        int forgotten = 0;
        for (ReconciliationPassRepository.MismatchExamples one : table.withExamples()) {
            List<String> left = one.examples().stream().filter(said.negate()).toList();
            if (left.size() < one.examples().size()
                    && (environment.isEmpty() || environment.equals(one.pass().environment()))) {
                table.keepExamples(one.pass().id(), left);
                forgotten += one.examples().size() - left.size();
            }
        }
        return forgotten;
    }

    /// Forgets what is old.
    public void tidy(Instant now) {
        table.forget(now.minus(UNFINISHED_KEPT), KEPT);
    }

    private static ValidationException noMigration(String flag) {
        String stages = Arrays.stream(MigrationStage.values())
                .map(MigrationStage::variant)
                .collect(Collectors.joining(", "));
        String message = "flag \"" + flag + "\" leads no migration: not all of its variants are stages";
        String remedy = "name the flag that the migration is led by; its variants are two or more of " + stages;
        return new ValidationException(
                ProblemCode.INVALID,
                "No pass was begun: " + message + ".",
                "Correct what is listed in problems and send it again.",
                List.of(new Problem.FieldError("/flag", message, remedy)));
    }
}
