// SPDX-License-Identifier: Apache-2.0

/// Evaluates all gates of a change together, records denials, and rechecks refused starts.
@NullMarked
package dev.evenkeel.server.gates.evaluation;

import org.jspecify.annotations.NullMarked;
