// SPDX-License-Identifier: Apache-2.0

/// Bounds and intervals for people: what any guard must pay, and how sure a shown number is.
@NullMarked
package dev.evenkeel.engine.stats;

import org.jspecify.annotations.NullMarked;
