// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.wire;

import java.util.List;

/// What one process saw of one experiment since its last batch.
///
/// @param experiment id of the experiment, 1..256 characters
/// @param exposures units that got a variant, one element for each variant
/// @param outcomes what happened to units, one element for each metric; also to units that this process
///     did not expose
/// @param keyed whether units are named by the experiment's salt; the server names them otherwise
public record ExperimentSummary(
        String experiment, List<VariantExposures> exposures, List<MetricOutcomes> outcomes, boolean keyed) {
    /// Most variants, and most metrics, in a summary.
    public static final int MAX_PARTS = 40;

    /// One whose units are not named by a salt.
    public ExperimentSummary(String experiment, List<VariantExposures> exposures, List<MetricOutcomes> outcomes) {
        this(experiment, exposures, outcomes, false);
    }

    /// @throws IllegalArgumentException when the parts contradict each other; its message lists every
    ///     contradiction
    public ExperimentSummary {
        exposures = List.copyOf(exposures);
        outcomes = List.copyOf(outcomes);
        var rules = new MessageValidator();
        rules.name("experiment", experiment);
        rules.atMost("exposures", exposures.size(), "the limit of a summary", MAX_PARTS);
        rules.atMost("outcomes", outcomes.size(), "the limit of a summary", MAX_PARTS);
        rules.require(
                exposures.stream().map(VariantExposures::variant).distinct().count() == exposures.size(),
                "exposures must be one for each variant; some are there twice");
        rules.require(
                outcomes.stream().map(MetricOutcomes::metric).distinct().count() == outcomes.size(),
                "outcomes must be one for each metric; some are there twice");
        rules.check();
    }

    /// Units that got one variant.
    ///
    /// @param variant its name, 1..256 characters
    public record VariantExposures(String variant, List<ExperimentExposure> units) {
        public VariantExposures {
            units = List.copyOf(units);
            var rules = new MessageValidator();
            rules.name("variant", variant);
            rules.check();
        }
    }

    /// What happened to units by one metric.
    ///
    /// @param metric its name, 1..256 characters
    public record MetricOutcomes(String metric, List<UnitOutcome> units) {
        public MetricOutcomes {
            units = List.copyOf(units);
            var rules = new MessageValidator();
            rules.name("metric", metric);
            rules.check();
        }
    }
}
