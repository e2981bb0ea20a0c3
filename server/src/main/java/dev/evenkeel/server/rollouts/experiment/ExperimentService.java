// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.experiment;

import dev.evenkeel.api.ExperimentApi.StartExperimentRequest;
import dev.evenkeel.server.foundation.problems.NotFoundException;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import dev.evenkeel.server.foundation.request.JsonRequest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// The service for starting, stopping and reading experiments. Thread-safe.
@Component
public class ExperimentService {
    private final ExperimentCommands experimentCommands;
    private final ExperimentRepository experiments;
    private final InterimAnalysisRepository looks;
    private final ExperimentFlagChangeWarningQueries notices;

    ExperimentService(
            ExperimentCommands experimentCommands,
            ExperimentRepository experiments,
            InterimAnalysisRepository looks,
            ExperimentFlagChangeWarningQueries notices) {
        this.experimentCommands = experimentCommands;
        this.experiments = experiments;
        this.looks = looks;
        this.notices = notices;
    }

    /// Starts an experiment: from now on the flag is split by its shares.
    ///
    /// @param who user who starts it, for the audit log
    /// @throws dev.evenkeel.server.foundation.problems.ValidationException with all validation errors
    /// @throws dev.evenkeel.server.foundation.problems.ConflictException when a gate is closed, or a rollout or
    ///     an experiment is running on the flag
    Experiment start(String environment, JsonRequest<StartExperimentRequest> body, String who) {
        return experimentCommands.start(environment, body, who);
    }

    /// Stops an experiment: its flag is evaluated without a split, and the results are kept.
    ///
    /// @throws dev.evenkeel.server.foundation.problems.ConflictException when it has ended
    public Experiment stop(String id, String reason, String who) {
        return experimentCommands.stop(id, reason, who);
    }

    public Optional<Experiment> find(String id) {
        return experiments.findById(id);
    }

    /// Returns the experiment with this id.
    ///
    /// @throws NotFoundException when it does not exist
    public Experiment get(String id) {
        return find(id).orElseThrow(() -> notFound(id));
    }

    /// Locks an experiment until the caller's transaction ends, which delays its evaluation and its end.
    public void lock(String id) {
        experiments.lock(id);
    }

    /// Returns all experiments, newest first.
    public List<Experiment> list() {
        return experiments.listAll();
    }

    /// Returns experiments that were started or ended between two instants, oldest first.
    public List<Experiment> listChangedBetween(Instant from, Instant to) {
        return experiments.listChangedBetween(from, to);
    }

    /// Returns all interim analyses, by goal, treatment and units.
    public List<InterimAnalysis> listAnalyses(String id) {
        return looks.listByExperiment(get(id).id());
    }

    /// Returns notices about the flag, such as that it was disabled or edited during the experiment.
    public List<String> listNotices(Experiment experiment) {
        return notices.listNotices(experiment);
    }

    static NotFoundException notFound(String id) {
        return new NotFoundException(
                ProblemCode.EXPERIMENT_NOT_FOUND,
                "Experiment " + id + " does not exist.",
                "To list experiments: ./evenkeel experiment list");
    }
}
