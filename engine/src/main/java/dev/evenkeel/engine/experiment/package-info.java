// SPDX-License-Identifier: Apache-2.0

/// Analysis of experiments: a plan fixed before the start, effects with intervals that are valid at any time,
/// and the conclusion. The formulas are in `core.stats`.
@NullMarked
package dev.evenkeel.engine.experiment;

import org.jspecify.annotations.NullMarked;
