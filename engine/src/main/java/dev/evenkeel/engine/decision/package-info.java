// SPDX-License-Identifier: Apache-2.0

/// Comparison of dated courses of action for a risky change: probability of a major incident, its cost, the
/// cost of waiting, and how sensitive the choice is to each input.
@NullMarked
package dev.evenkeel.engine.decision;

import org.jspecify.annotations.NullMarked;
