// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.experiment;

import dev.evenkeel.api.ExperimentApi.StartExperimentRequest;
import dev.evenkeel.engine.experiment.ExperimentAccumulator;
import dev.evenkeel.server.foundation.problems.ConflictException;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import dev.evenkeel.server.foundation.request.JsonRequest;
import dev.evenkeel.server.foundation.security.secrets.IdAndSecretGenerator;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// The commands that start and stop an experiment, each in one transaction. Thread-safe.
@Component
class ExperimentCommands {
    private final TransactionTemplate transaction;
    private final ExperimentRepository experiments;
    private final ExperimentTransitionExecutor experimentTransitionExecutor;
    private final StartExperimentValidator validator;
    private final Clock clock;

    ExperimentCommands(
            TransactionTemplate transaction,
            ExperimentRepository experiments,
            ExperimentTransitionExecutor experimentTransitionExecutor,
            StartExperimentValidator validator,
            Clock clock) {
        this.transaction = transaction;
        this.experiments = experiments;
        this.experimentTransitionExecutor = experimentTransitionExecutor;
        this.validator = validator;
        this.clock = clock;
    }

    Experiment start(String environment, JsonRequest<StartExperimentRequest> body, String who) {
        StartExperimentCommand command = validator.validate(environment, body, who);
        try {
            return transaction.execute(
                    status -> experimentTransitionExecutor.start(newExperiment(environment, command), who));
        } catch (DuplicateKeyException e) {
            throw alreadyRunning(environment, command, e);
        }
    }

    Experiment stop(String id, String reason, String who) {
        return transaction.execute(status -> {
            Experiment experiment = experiments.lock(id).orElseThrow(() -> ExperimentService.notFound(id));
            Experiment.Ending earlier = experiment.ending();
            if (earlier != null) {
                throw new ConflictException(
                        ProblemCode.EXPERIMENT_ENDED,
                        "Experiment " + id + " already ended at " + earlier.at() + ".",
                        "No action is needed; its results are kept.");
            }
            String why = reason.isBlank() ? "stopped by " + who : reason;
            return experimentTransitionExecutor.end(experiment, new Experiment.Ending(now(), why), who);
        });
    }

    private Experiment newExperiment(String environment, StartExperimentCommand command) {
        Instant now = now();
        return new Experiment(
                IdAndSecretGenerator.newId("x-"),
                environment,
                command.flag(),
                command.plan(),
                command.hypothesis(),
                command.reason(),
                0,
                now,
                null,
                new ExperimentAccumulator(command.plan()).state(),
                now,
                null,
                1);
    }

    private ConflictException alreadyRunning(
            String environment, StartExperimentCommand command, DuplicateKeyException cause) {
        String running = experiments
                .findRunningByFlag(environment, command.flag())
                .map(Experiment::id)
                .orElseThrow(() -> cause);
        return new ConflictException(
                ProblemCode.EXPERIMENT_RUNNING,
                "Experiment " + running + " is already running on flag " + command.flag() + ".",
                "Wait until it ends, or stop it: ./evenkeel experiment stop " + running + " --reason TEXT");
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
