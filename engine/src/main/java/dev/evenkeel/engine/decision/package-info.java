// SPDX-License-Identifier: Apache-2.0

/// Which course to take with a risky change, and why: dated courses side by side, each with its chance of a major
/// incident, what that would cost and what waiting costs; which work is worth its weeks; what the answer hangs on.
@NullMarked
package dev.evenkeel.engine.decision;

import org.jspecify.annotations.NullMarked;
