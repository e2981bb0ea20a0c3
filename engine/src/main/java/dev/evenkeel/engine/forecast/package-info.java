// SPDX-License-Identifier: Apache-2.0

/// Forecasts, their resolution, and scores of forecasters by class of event.
@NullMarked
package dev.evenkeel.engine.forecast;

import org.jspecify.annotations.NullMarked;
