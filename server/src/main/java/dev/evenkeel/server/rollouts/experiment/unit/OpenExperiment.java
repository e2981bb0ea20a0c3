// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.experiment.unit;

import dev.evenkeel.core.flag.split.UnitSalt;
import dev.evenkeel.core.wire.ExperimentSummary;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/// A running experiment with the salt of its units.
///
/// @param salt null when the experiment was started by an older server
public record OpenExperiment(
        SingleExperimentIngestSettings settings, @Nullable UnitSalt salt) {
    /// Returns the mapping from unit numbers in a summary to stored unit numbers. SDKs of older versions send
    /// unsalted numbers, to which it applies the salt as a newer SDK would.
    LongUnaryOperator unitMapper(ExperimentSummary summary) {
        return salt == null || summary.keyed() ? LongUnaryOperator.identity() : salt.createUnitHasher();
    }
}
