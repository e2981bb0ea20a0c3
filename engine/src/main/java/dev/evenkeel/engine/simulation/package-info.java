// SPDX-License-Identifier: Apache-2.0

/// Simulated rollouts against a synthetic service, to try a plan without a real one.
@NullMarked
package dev.evenkeel.engine.simulation;

import org.jspecify.annotations.NullMarked;
