// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.experiment;

import dev.evenkeel.engine.experiment.ExperimentPlan;
import org.jspecify.annotations.Nullable;

/// A valid request to start an experiment.
///
/// @param hypothesis expected result; empty if not given
/// @param service service that is changed; null when unknown
/// @param reason why it is started, for the audit log; empty if not given
record StartExperimentCommand(
        String flag,
        ExperimentPlan plan,
        String hypothesis,
        @Nullable String service,
        String reason) {}
