// SPDX-License-Identifier: Apache-2.0

/// The forecast ledger: what was said before the event, what came of it, and how good the forecasts
/// of a class of events were.
@NullMarked
package dev.evenkeel.engine.forecast;

import org.jspecify.annotations.NullMarked;
