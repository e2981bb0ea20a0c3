// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.tracking;

import dev.evenkeel.core.flag.EvaluationContext;
import dev.evenkeel.core.flag.split.ExperimentSplit;
import dev.evenkeel.core.flag.split.UnitSalt;
import dev.evenkeel.core.wire.UnitHash;
import dev.evenkeel.core.wire.UnitOutcome;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A running experiment with this process's state of its units. Thread-safe.
public final class TrackedExperiment {
    /// Metric name in goals for the durations of guarded calls; not valid as the name of a tracked metric.
    public static final String CALL = "@call";

    private final String id;
    private final Set<String> goals;
    private final @Nullable String covariate;
    private final UnitHash unitHash;
    private final @Nullable UnitSalt salt;
    private final ReportedUnits reportedUnits;

    private TrackedExperiment(ExperimentSplit split, @Nullable UnitSalt salt, ReportedUnits reportedUnits) {
        this.id = split.experiment();
        this.goals = Set.copyOf(split.goals());
        this.covariate = split.covariate();
        this.unitHash = new UnitHash(id);
        this.salt = salt;
        this.reportedUnits = reportedUnits;
    }

    /// @param salt salt that pseudonymizes its units; null from a server of an older version
    /// @param earlier previous experiment of the same flag; its state is kept when it is the same one
    public static TrackedExperiment of(
            ExperimentSplit split, @Nullable UnitSalt salt, @Nullable TrackedExperiment earlier) {
        boolean same = earlier != null && earlier.id.equals(split.experiment());
        return new TrackedExperiment(
                split, salt, earlier != null && same ? earlier.reportedUnits : new ReportedUnits());
    }

    public String id() {
        return id;
    }

    public boolean hasGoalFor(String metric) {
        return goals.contains(metric);
    }

    /// Returns the number of a targeting key in this process.
    public long unit(String targetingKey) {
        return unitHash.hash(targetingKey);
    }

    /// Returns the salt that pseudonymizes units; null without one.
    public @Nullable UnitSalt salt() {
        return salt;
    }

    /// Returns the covariate of the unit in the context; NaN for none.
    public double covariate(EvaluationContext context) {
        if (covariate != null && context.attribute(covariate) instanceof Number number) {
            double value = number.doubleValue();
            return UnitOutcome.isValue(value) ? value : Double.NaN;
        }
        return Double.NaN;
    }

    /// Units whose exposure was reported.
    public ReportedUnits reportedUnits() {
        return reportedUnits;
    }
}
