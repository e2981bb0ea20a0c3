// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.experiment;

import java.time.Duration;

/// The decision rule of an experiment, fixed before its start. Gains are effects on the primary goal in its
/// unit, positive for the better.
///
/// @param shipAbove a treatment may be shipped once its gain is shown to be above this
/// @param stopBelow the experiment may stop once every treatment's gain is shown to be below this; at most
///     shipAbove
/// @param maxDuration time after which it ends undecided
public record ExperimentDecisionRule(double shipAbove, double stopBelow, Duration maxDuration) {}
