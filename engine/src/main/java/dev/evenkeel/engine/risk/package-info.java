// SPDX-License-Identifier: Apache-2.0

/// Risk in money: probability and size of losses, fitted distributions, and scores of forecasts.
@NullMarked
package dev.evenkeel.engine.risk;

import org.jspecify.annotations.NullMarked;
