// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.migration;

import dev.evenkeel.api.MigrationApi.MigrationStatusResponse;
import dev.evenkeel.api.MigrationApi.PendingInstance;
import dev.evenkeel.api.MigrationApi.ReconciliationCounts;
import dev.evenkeel.api.MigrationApi.ReconciliationPass;
import dev.evenkeel.api.MigrationApi.ReportReconciliationRequest;
import dev.evenkeel.core.flag.MigrationStage;
import dev.evenkeel.engine.validation.ValidationError;
import dev.evenkeel.server.flags.delivery.SdkClientService;
import dev.evenkeel.server.flags.flag.FlagService;
import dev.evenkeel.server.flags.flag.MigrationStageStatus;
import dev.evenkeel.server.foundation.problems.NotFoundException;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import dev.evenkeel.server.foundation.problems.ValidationException;
import dev.evenkeel.server.foundation.security.secrets.IdAndSecretGenerator;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// The service for reconciliation passes, which compare the two stores of a migration. Thread-safe.
@Component
public class ReconciliationService {
    private static final int SHOWN = 20;
    private static final int KEPT = 100;
    private static final Duration UNFINISHED_KEPT = Duration.ofDays(1);

    private final ReconciliationPassRepository reconciliationPassRepository;
    private final FlagService flags;
    private final SdkClientService clients;
    private final Clock clock;

    ReconciliationService(
            ReconciliationPassRepository reconciliationPassRepository,
            FlagService flags,
            SdkClientService clients,
            Clock clock) {
        this.reconciliationPassRepository = reconciliationPassRepository;
        this.flags = flags;
        this.clients = clients;
        this.clock = clock;
    }

    /// Starts a pass.
    ///
    /// @throws NotFoundException when the flag does not exist
    /// @throws ValidationException when the flag has no migration
    @Transactional(timeoutString = "${evenkeel.telemetry-timeout-seconds}")
    ReconciliationPass start(String environment, String flag, String instance) {
        MigrationStageStatus stage = flags.findStage(environment, flag).orElseThrow(() -> noMigration(flag));
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var pass = new ReconciliationPass(
                IdAndSecretGenerator.newId("rc-"),
                instance,
                stage.stage().variant(),
                stage.sinceRevision(),
                stage.complete()
                        && clients.listBehind(environment, stage.sinceRevision())
                                .isEmpty(),
                now,
                now,
                null,
                ReconciliationCounts.NONE);
        reconciliationPassRepository.insert(environment, flag, pass);
        return pass;
    }

    /// Updates the progress of a pass. Reports about a finished pass are ignored.
    ///
    /// @throws NotFoundException when the environment does not have the pass
    void report(String environment, String id, ReportReconciliationRequest report) {
        var counts = new ReconciliationCounts(
                report.ranges(),
                report.rows(),
                report.mismatches(),
                Objects.requireNonNullElse(report.examples(), List.of()));
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        if (!reconciliationPassRepository.updateProgress(environment, id, counts, report.finished(), now)) {
            throw new NotFoundException(
                    ProblemCode.RECONCILIATION_NOT_FOUND,
                    "Reconciliation pass " + id + " does not exist in environment " + environment + ".",
                    "Start a new one with POST /sdk/v1/reconciliations. A pass without reports for a day is deleted.");
        }
    }

    /// Returns the newest passes of a flag, latest start first; empty when the flag does not exist.
    public List<ReconciliationPass> listNewest(String environment, String flag) {
        return reconciliationPassRepository.listNewest(environment, flag, SHOWN);
    }

    /// Returns the status of a migration.
    ///
    /// @throws NotFoundException when the environment or the flag does not exist
    @Transactional
    MigrationStatusResponse getStatus(String environment, String flag) {
        Optional<MigrationStageStatus> stage = flags.findStage(environment, flag);
        return new MigrationStatusResponse(
                stage.map(known -> known.stage().variant()).orElse(null),
                stage.map(MigrationStageStatus::sinceRevision).orElse(null),
                stage.stream()
                        .flatMap(known -> clients.listBehind(environment, known.changedRevision()).stream())
                        .map(client -> new PendingInstance(
                                client.instance(), client.revision(), client.lastSeen(), client.connected()))
                        .toList(),
                listNewest(environment, flag));
    }

    /// The latest passes at the current stage of a flag.
    ///
    /// @param newest pass that finished last; empty before the first
    /// @param clean last pass without a mismatch
    public record LatestPasses(Optional<ReconciliationPass> newest, Optional<ReconciliationPass> clean) {}

    /// Returns the latest passes that started when every process was at a stage, while that stage is still the
    /// flag's default variant. Runs in the caller's transaction.
    public LatestPasses getLatestPasses(String environment, String flag, String stage) {
        long since = flags.getStageRevision(environment, flag);
        return new LatestPasses(
                reconciliationPassRepository.findFinished(environment, flag, stage, since, false),
                reconciliationPassRepository.findFinished(environment, flag, stage, since, true));
    }

    /// The identity of a pass with examples.
    public record PassReference(String id, String environment, String flag) {}

    /// Returns the passes with an example that matches a predicate.
    public List<PassReference> listPassesMentioning(Predicate<String> said) {
        return reconciliationPassRepository.listWithExamples().stream()
                .filter(one -> one.examples().stream().anyMatch(said))
                .map(ReconciliationPassRepository.MismatchExamples::pass)
                .toList();
    }

    /// Deletes examples that match a predicate; the counts are kept.
    ///
    /// @param environment environment of the passes; empty for all
    /// @return number of deleted examples
    @Transactional
    public int deleteExamples(String environment, Predicate<String> said) {
        int forgotten = 0;
        for (ReconciliationPassRepository.MismatchExamples one : reconciliationPassRepository.listWithExamples()) {
            List<String> left = one.examples().stream().filter(said.negate()).toList();
            if (left.size() < one.examples().size()
                    && (environment.isEmpty() || environment.equals(one.pass().environment()))) {
                reconciliationPassRepository.updateExamples(one.pass().id(), left);
                forgotten += one.examples().size() - left.size();
            }
        }
        return forgotten;
    }

    /// Deletes old passes.
    public void cleanUp(Instant now) {
        reconciliationPassRepository.deleteObsolete(now.minus(UNFINISHED_KEPT), KEPT);
    }

    private static ValidationException noMigration(String flag) {
        String stages = Arrays.stream(MigrationStage.values())
                .map(MigrationStage::variant)
                .collect(Collectors.joining(", "));
        String message = "flag \"" + flag + "\" is not a migration flag: not all of its variants are stages";
        String remedy = "use the flag of the migration; its variants must be two or more of " + stages;
        return new ValidationException(
                ProblemCode.INVALID,
                "The reconciliation pass was not started: " + message + ".",
                "Correct what is listed in problems and send it again.",
                List.of(new ValidationError("/flag", message, remedy)));
    }
}
