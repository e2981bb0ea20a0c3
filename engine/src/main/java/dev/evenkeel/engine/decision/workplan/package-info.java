// SPDX-License-Identifier: Apache-2.0

/// Search for the risk reduction work that is worth its effort before a change.
@NullMarked
package dev.evenkeel.engine.decision.workplan;

import org.jspecify.annotations.NullMarked;
