// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.experiment;

import dev.evenkeel.engine.experiment.Verdict;
import dev.evenkeel.server.console.kit.Mark;
import dev.evenkeel.server.console.kit.Numbers;
import dev.evenkeel.server.rollouts.experiment.Experiment;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The list of experiments. Its question: which ideas are being tried, and what came of the others?
///
/// @param rows newest first
record ExperimentListPage(List<Row> rows) {

    /// One experiment.
    record Row(
            String id,
            String title,
            Mark conclusion,
            String goal,
            String units,
            Instant startedAt,
            @Nullable Instant endedAt,
            String hypothesis) {}

    static ExperimentListPage of(List<Experiment> experiments) {
        return new ExperimentListPage(
                experiments.stream().map(ExperimentListPage::row).toList());
    }

    private static Row row(Experiment experiment) {
        Experiment.Ending ending = experiment.ending();
        return new Row(
                experiment.id(),
                ExperimentPage.title(experiment),
                Mark.of(verdict(experiment)),
                experiment.plan().primary().metric(),
                Numbers.count(experiment.state().analysed()),
                experiment.startedAt(),
                ending == null ? null : ending.at(),
                experiment.hypothesis());
    }

    /// What was concluded, from what is stored.
    static Verdict verdict(Experiment experiment) {
        Experiment.Decided decided = experiment.decided();
        if (experiment.state().alarm() != null) {
            return Verdict.SUSPENDED;
        }
        return decided == null ? Verdict.OPEN : decided.verdict();
    }
}
