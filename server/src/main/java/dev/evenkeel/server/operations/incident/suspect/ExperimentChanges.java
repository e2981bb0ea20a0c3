// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.incident.suspect;

import dev.evenkeel.engine.incident.CandidateChange;
import dev.evenkeel.engine.incident.CandidateChange.ChangedFlag;
import dev.evenkeel.server.rollouts.experiment.Experiment;
import dev.evenkeel.server.rollouts.experiment.Experiments;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/// Starts of experiments as candidates, and their ends before the onset.
@Component
class ExperimentChanges implements ChangeSource {
    private final Experiments experiments;

    ExperimentChanges(Experiments experiments) {
        this.experiments = experiments;
    }

    @Override
    public List<CandidateChange> changes(Question question) {
        return experiments.changedBetween(question.from(), question.to()).stream()
                .flatMap(experiment -> candidates(experiment, question))
                .toList();
    }

    private static Stream<CandidateChange> candidates(Experiment experiment, Question question) {
        var flag = new ChangedFlag(experiment.environment(), experiment.flag(), experiment.revision());
        Experiment.Ending ending = experiment.ending();
        return question.place(flag).stream().flatMap(place -> {
            String what = "experiment " + experiment.id() + " of flag " + experiment.flag();
            var start = new CandidateChange(
                    "experiment:" + experiment.id(),
                    CandidateChange.Kind.EXPERIMENT,
                    place.service(),
                    place.distance(),
                    experiment.startedAt(),
                    ending == null ? null : ending.at(),
                    false,
                    flag,
                    what + " was started (" + experiment.reason() + ")");
            if (ending == null || ending.at().isAfter(question.onset())) {
                return Stream.of(start);
            }
            return Stream.of(
                    start,
                    new CandidateChange(
                            "experiment-end:" + experiment.id(),
                            CandidateChange.Kind.RETURN,
                            place.service(),
                            place.distance(),
                            ending.at(),
                            null,
                            false,
                            flag,
                            what + " was ended (" + ending.reason() + "); to split the flag again, start a new one"));
        });
    }
}
