// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.tracking;

import dev.evenkeel.core.flag.EvaluationContext;
import dev.evenkeel.core.flag.split.ExperimentSplit;
import dev.evenkeel.core.flag.split.UnitSalt;
import dev.evenkeel.core.wire.UnitHash;
import dev.evenkeel.core.wire.UnitOutcome;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A running experiment with what this process remembers about its units. Thread-safe.
public final class TrackedExperiment {
    /// Stands in the goals for the durations of guarded calls; no tracked metric can have this name.
    public static final String CALL = "@call";

    private final String id;
    private final Set<String> goals;
    private final @Nullable String covariate;
    private final UnitHash unitHash;
    private final @Nullable UnitSalt salt;
    private final ReportedUnits told;

    private TrackedExperiment(ExperimentSplit split, @Nullable UnitSalt salt, ReportedUnits told) {
        this.id = split.experiment();
        this.goals = Set.copyOf(split.goals());
        this.covariate = split.covariate();
        this.unitHash = new UnitHash(id);
        this.salt = salt;
        this.told = told;
    }

    /// @param salt names its units outside of this process; null from a server of an older version
    /// @param earlier the same flag's experiment until now; what it remembers lives on when it is the
    ///     same one
    public static TrackedExperiment of(
            ExperimentSplit split, @Nullable UnitSalt salt, @Nullable TrackedExperiment earlier) {
        boolean same = earlier != null && earlier.id.equals(split.experiment());
        return new TrackedExperiment(split, salt, earlier != null && same ? earlier.told : new ReportedUnits());
    }

    public String id() {
        return id;
    }

    public boolean asksFor(String metric) {
        return goals.contains(metric);
    }

    /// Number of a targeting key in this process.
    public long unit(String targetingKey) {
        return unitHash.of(targetingKey);
    }

    /// What names units outside of this process; null when nothing does.
    public @Nullable UnitSalt salt() {
        return salt;
    }

    /// What the context says about the unit from before the experiment; NaN for nothing.
    public double covariate(EvaluationContext context) {
        if (covariate != null && context.attribute(covariate) instanceof Number number) {
            double value = number.doubleValue();
            return UnitOutcome.isValue(value) ? value : Double.NaN;
        }
        return Double.NaN;
    }

    /// Units whose exposure was told.
    public ReportedUnits told() {
        return told;
    }
}
