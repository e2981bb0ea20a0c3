// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.incident.suspect;

import dev.evenkeel.engine.incident.SuspectedChange;
import dev.evenkeel.engine.incident.SuspectedChange.ChangedFlag;
import dev.evenkeel.server.rollouts.experiment.Experiment;
import dev.evenkeel.server.rollouts.experiment.ExperimentService;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/// Suspected changes from experiments: their starts, and their ends before the onset.
@Component
class ExperimentSuspectedChangeSource implements SuspectedChangeSource {
    private final ExperimentService experiments;

    ExperimentSuspectedChangeSource(ExperimentService experiments) {
        this.experiments = experiments;
    }

    @Override
    public List<SuspectedChange> listChanges(SuspectedChangeQuery suspectedChangeQuery) {
        return experiments.listChangedBetween(suspectedChangeQuery.from(), suspectedChangeQuery.to()).stream()
                .flatMap(experiment -> candidates(experiment, suspectedChangeQuery))
                .toList();
    }

    private static Stream<SuspectedChange> candidates(
            Experiment experiment, SuspectedChangeQuery suspectedChangeQuery) {
        var flag = new ChangedFlag(experiment.environment(), experiment.flag(), experiment.revision());
        Experiment.Ending ending = experiment.ending();
        return suspectedChangeQuery.findDistance(flag).stream().flatMap(place -> {
            String what = "experiment " + experiment.id() + " of flag " + experiment.flag();
            var start = new SuspectedChange(
                    "experiment:" + experiment.id(),
                    SuspectedChange.Kind.EXPERIMENT,
                    place.service(),
                    place.distance(),
                    experiment.startedAt(),
                    ending == null ? null : ending.at(),
                    false,
                    flag,
                    what + " was started (" + experiment.reason() + ")");
            if (ending == null || ending.at().isAfter(suspectedChangeQuery.onset())) {
                return Stream.of(start);
            }
            return Stream.of(
                    start,
                    new SuspectedChange(
                            "experiment-end:" + experiment.id(),
                            SuspectedChange.Kind.RETURN,
                            place.service(),
                            place.distance(),
                            ending.at(),
                            null,
                            false,
                            flag,
                            what + " was stopped (" + ending.reason() + "); to repeat it, start a new experiment"));
        });
    }
}
