// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.experiment;

import dev.evenkeel.server.foundation.problems.NotFoundException;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/// The front door of experiments. Thread-safe.
@Component
public class ExperimentService {
    private final ExperimentCommands orders;
    private final ExperimentRepository experiments;
    private final InterimAnalysisRepository looks;
    private final ExperimentNoticeQueries notices;

    ExperimentService(
            ExperimentCommands orders,
            ExperimentRepository experiments,
            InterimAnalysisRepository looks,
            ExperimentNoticeQueries notices) {
        this.orders = orders;
        this.experiments = experiments;
        this.looks = looks;
        this.notices = notices;
    }

    /// Starts an experiment: from now on the flag splits by its shares.
    ///
    /// @param order as in docs/reference/http-api.md
    /// @param who starts it, for the ledger
    /// @throws dev.evenkeel.server.foundation.problems.ValidationException with everything that is wrong with
    ///     the order
    /// @throws dev.evenkeel.server.foundation.problems.ConflictException when a gate is closed, or a rollout or
    ///     an experiment has the flag
    public Experiment start(String environment, JsonNode order, String who) {
        return orders.start(environment, order, who);
    }

    /// Ends an experiment: its flag serves as its author says, and what is known stays.
    ///
    /// @throws dev.evenkeel.server.foundation.problems.ConflictException when it has ended
    public Experiment stop(String id, String reason, String who) {
        return orders.stop(id, reason, who);
    }

    /// The experiment with this id, if there is one.
    public Optional<Experiment> find(String id) {
        return experiments.find(id);
    }

    /// The experiment with this id.
    public Experiment get(String id) {
        return find(id).orElseThrow(() -> notFound(id));
    }

    /// Keeps everybody from looking at an experiment, and from ending it, until the caller's transaction ends.
    public void hold(String id) {
        experiments.lock(id);
    }

    /// All, newest first.
    public List<Experiment> list() {
        return experiments.all();
    }

    /// Those that were started or ended from an instant to another, oldest first.
    public List<Experiment> changedBetween(Instant from, Instant to) {
        return experiments.changedBetween(from, to);
    }

    /// What was read over time, by goal, treatment and units.
    public List<InterimAnalysis> looks(String id) {
        return looks.all(get(id).id());
    }

    /// What else its readers have to know: the flag was disabled, or edited, under it.
    public List<String> notices(Experiment experiment) {
        return notices.about(experiment);
    }

    static NotFoundException notFound(String id) {
        return new NotFoundException(
                ProblemCode.EXPERIMENT_NOT_FOUND,
                "There is no experiment " + id + ".",
                "GET /api/v1/experiments lists all of them.");
    }
}
