// SPDX-License-Identifier: Apache-2.0

/// Pure reading of experiments: a plan written down before the start, units as they close, an effect
/// with an interval at any time, and what may be concluded. The formulas are in dev.evenkeel.stats.
@NullMarked
package dev.evenkeel.engine.experiment;

import org.jspecify.annotations.NullMarked;
