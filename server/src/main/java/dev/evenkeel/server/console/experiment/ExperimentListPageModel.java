// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.experiment;

import dev.evenkeel.engine.experiment.ExperimentVerdict;
import dev.evenkeel.engine.format.QuantityFormatter;
import dev.evenkeel.server.console.kit.StatusBadge;
import dev.evenkeel.server.rollouts.experiment.Experiment;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Model of the experiment list page. Answers: which ideas are being tested, and what were the results of the
/// others?
///
/// @param rows newest first
record ExperimentListPageModel(List<Row> rows) {

    /// An experiment.
    record Row(
            String id,
            String title,
            StatusBadge conclusion,
            String goal,
            String units,
            Instant startedAt,
            @Nullable Instant endedAt,
            String hypothesis) {}

    static ExperimentListPageModel of(List<Experiment> experiments) {
        return new ExperimentListPageModel(
                experiments.stream().map(ExperimentListPageModel::toRow).toList());
    }

    private static Row toRow(Experiment experiment) {
        Experiment.Ending ending = experiment.ending();
        return new Row(
                experiment.id(),
                ExperimentPageModel.title(experiment),
                StatusBadge.of(verdict(experiment)),
                experiment.plan().primary().metric(),
                QuantityFormatter.formatCount(experiment.state().analyzedUnits()),
                experiment.startedAt(),
                ending == null ? null : ending.at(),
                experiment.hypothesis());
    }

    /// Returns the verdict from the stored state.
    static ExperimentVerdict verdict(Experiment experiment) {
        Experiment.Decision decided = experiment.decision();
        if (experiment.state().alarm() != null) {
            return ExperimentVerdict.SUSPENDED;
        }
        return decided == null ? ExperimentVerdict.RUNNING : decided.verdict();
    }
}
