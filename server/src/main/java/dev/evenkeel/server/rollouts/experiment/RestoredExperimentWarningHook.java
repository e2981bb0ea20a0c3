// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.experiment;

import dev.evenkeel.server.foundation.database.maintenance.RestoreHook;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// The restore hook of experiments: logs experiments that are running again after a database restore. An
/// experiment stopped after the backup was made exposes its variants again, and only a user can know that.
@Component
class RestoredExperimentWarningHook implements RestoreHook {
    private static final Logger LOG = LoggerFactory.getLogger(RestoredExperimentWarningHook.class);

    private final ExperimentRepository experiments;

    RestoredExperimentWarningHook(ExperimentRepository experiments) {
        this.experiments = experiments;
    }

    @Override
    public void onRestored(String reason) {
        experiments
                .listRunningIds()
                .forEach(id -> LOG.warn(
                        "Experiment {} is running again, as in the backup. If it was stopped after the backup, run"
                                + " ./evenkeel experiment stop {} --reason TEXT",
                        id,
                        id));
    }
}
