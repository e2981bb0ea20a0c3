// SPDX-License-Identifier: Apache-2.0

/// SLO arithmetic: counts per minute in; error budget, burn rates, alerts and the status of each objective out.
/// A minute without data counts neither as good nor as bad.
@NullMarked
package dev.evenkeel.engine.slo;

import org.jspecify.annotations.NullMarked;
