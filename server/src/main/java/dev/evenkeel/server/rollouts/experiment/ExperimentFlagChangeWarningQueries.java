// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.experiment;

import dev.evenkeel.core.flag.split.RunningSplit;
import dev.evenkeel.server.flags.flag.EnvironmentSnapshot;
import dev.evenkeel.server.flags.flag.FlagService;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/// Notices about changes of a running experiment's flag that affect its results. Reads a cache.
@Component
class ExperimentFlagChangeWarningQueries {
    private final FlagService flags;

    ExperimentFlagChangeWarningQueries(FlagService flags) {
        this.flags = flags;
    }

    List<String> listNotices(Experiment experiment) {
        return experiment.isRunning()
                ? flags.findLatest(experiment.environment())
                        .map(snapshot -> listNotices(experiment, snapshot))
                        .orElse(List.of())
                : List.of();
    }

    private static List<String> listNotices(Experiment experiment, EnvironmentSnapshot snapshot) {
        List<String> notices = new ArrayList<>();
        RunningSplit split = snapshot.splits().get(experiment.flag());
        if (split == null || !split.owner().equals(experiment.id())) {
            return notices;
        }
        if (snapshot.compiled().findSplit(experiment.flag()) == null) {
            notices.add("The flag is disabled, so no new units are exposed.");
        }
        if (split.revision() > experiment.revision()) {
            notices.add("The flag was edited during the experiment, last in revision " + split.revision()
                    + ". Effects mix outcomes from before and after the edit.");
        }
        return notices;
    }
}
