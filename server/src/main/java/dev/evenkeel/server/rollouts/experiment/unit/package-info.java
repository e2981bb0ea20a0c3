// SPDX-License-Identifier: Apache-2.0

/// Exposed units of experiments and their outcomes, shared by ingestion and experiments.
@NullMarked
package dev.evenkeel.server.rollouts.experiment.unit;

import org.jspecify.annotations.NullMarked;
