// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.experiment.unit;

import dev.evenkeel.core.flag.split.UnitSalt;
import dev.evenkeel.core.wire.ExperimentSummary;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/// A running experiment with what names its units.
///
/// @param salt null for one that began under a server of an older version
public record OpenExperiment(
        ExperimentIngestSettings intake, @Nullable UnitSalt salt) {
    /// What units of a summary are called here. SDK processes of an older version send their numbers, which the
    /// salt names as a newer process would have.
    LongUnaryOperator names(ExperimentSummary summary) {
        return salt == null || summary.keyed() ? LongUnaryOperator.identity() : salt.naming();
    }
}
