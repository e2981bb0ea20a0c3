// SPDX-License-Identifier: Apache-2.0

/// Preconditions of a change: gate results (pass, deny, unknown), approvals, overrides, freeze windows, and
/// their combined evaluation.
@NullMarked
package dev.evenkeel.engine.gate;

import org.jspecify.annotations.NullMarked;
