// SPDX-License-Identifier: Apache-2.0

/// Experiments on flag variants: start, evaluation at any time by the rule fixed before the start, and the end.
@NullMarked
package dev.evenkeel.server.rollouts.experiment;

import org.jspecify.annotations.NullMarked;
