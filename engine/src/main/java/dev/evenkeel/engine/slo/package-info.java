// SPDX-License-Identifier: Apache-2.0

/// Pure arithmetic of service level objectives: counts minute by minute in; error budgets, burn rates,
/// alerts and the state of each objective out. What is not known is never taken for good or bad.
@NullMarked
package dev.evenkeel.engine.slo;

import org.jspecify.annotations.NullMarked;
