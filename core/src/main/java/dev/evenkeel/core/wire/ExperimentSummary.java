// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.wire;

import java.util.List;

/// The data of one experiment in one process since its last batch.
///
/// @param experiment id of the experiment, 1..256 characters
/// @param exposures exposed units, one element for each variant
/// @param outcomes outcomes of units, one element for each metric; includes units exposed by other processes
/// @param keyed whether units are pseudonymized with the experiment's salt; the server does it otherwise
public record ExperimentSummary(
        String experiment, List<VariantExposures> exposures, List<MetricOutcomes> outcomes, boolean keyed) {
    /// Maximum number of variants, and of metrics, in a summary.
    public static final int MAX_PARTS = 40;

    /// Creates a summary whose units are not pseudonymized with a salt.
    public ExperimentSummary(String experiment, List<VariantExposures> exposures, List<MetricOutcomes> outcomes) {
        this(experiment, exposures, outcomes, false);
    }

    /// @throws IllegalArgumentException when the values contradict each other; its message lists every
    ///     contradiction
    public ExperimentSummary {
        exposures = List.copyOf(exposures);
        outcomes = List.copyOf(outcomes);
        var rules = new MessageValidator();
        rules.validateName("experiment", experiment);
        rules.validateMax("exposures", exposures.size(), "the limit of a summary", MAX_PARTS);
        rules.validateMax("outcomes", outcomes.size(), "the limit of a summary", MAX_PARTS);
        rules.require(
                exposures.stream().map(VariantExposures::variant).distinct().count() == exposures.size(),
                "exposures must be unique by variant");
        rules.require(
                outcomes.stream().map(MetricOutcomes::metric).distinct().count() == outcomes.size(),
                "outcomes must be unique by metric");
        rules.throwIfAny();
    }

    /// The exposures to one variant.
    ///
    /// @param variant name of the variant, 1..256 characters
    public record VariantExposures(String variant, List<ExperimentExposure> units) {
        public VariantExposures {
            units = List.copyOf(units);
            var rules = new MessageValidator();
            rules.validateName("variant", variant);
            rules.throwIfAny();
        }
    }

    /// The outcomes of units for one metric.
    ///
    /// @param metric name of the metric, 1..256 characters
    public record MetricOutcomes(String metric, List<UnitOutcome> units) {
        public MetricOutcomes {
            units = List.copyOf(units);
            var rules = new MessageValidator();
            rules.validateName("metric", metric);
            rules.throwIfAny();
        }
    }
}
