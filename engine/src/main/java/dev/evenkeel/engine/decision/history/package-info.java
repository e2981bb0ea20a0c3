// SPDX-License-Identifier: Apache-2.0

/// Estimates for risk cases from a service's own history, such as revenue curves and incident rates.
@NullMarked
package dev.evenkeel.engine.decision.history;

import org.jspecify.annotations.NullMarked;
