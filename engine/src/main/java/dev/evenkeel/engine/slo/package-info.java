// SPDX-License-Identifier: Apache-2.0

/// SLO arithmetic: turns counts per minute into error budget, burn rates, alerts and the status of each
/// objective. A minute without data counts neither as good nor as bad.
@NullMarked
package dev.evenkeel.engine.slo;

import org.jspecify.annotations.NullMarked;
