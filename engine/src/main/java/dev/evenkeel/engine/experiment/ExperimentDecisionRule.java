// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.experiment;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.time.Duration;

/// The decision rule of an experiment, fixed before its start. Gains are effects on the primary goal, positive for
/// the better, in percentage points for a conversion and in its unit for other goals.
public record ExperimentDecisionRule(
        @JsonProperty(defaultValue = "0")
        @JsonPropertyDescription("a treatment may be shipped once its gain is shown to be above this; default 0")
        double shipAbove,

        @JsonProperty(defaultValue = "0")
        @JsonPropertyDescription(
                "the experiment may stop once every treatment's gain is shown to be below this; at most shipAbove;"
                        + " default 0")
        double stopBelow,

        @JsonProperty(defaultValue = "P28D")
        @JsonPropertyDescription("time after which the experiment ends undecided; default P28D")
        Duration maxDuration) {}
