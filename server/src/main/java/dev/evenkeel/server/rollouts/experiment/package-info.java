// SPDX-License-Identifier: Apache-2.0

/// Experiments on flag variants: start, sequential evaluation by a rule that is fixed before the start, and
/// end.
@NullMarked
package dev.evenkeel.server.rollouts.experiment;

import org.jspecify.annotations.NullMarked;
