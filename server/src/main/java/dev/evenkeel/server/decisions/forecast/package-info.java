// SPDX-License-Identifier: Apache-2.0

/// Forecasts by users and by the server, their resolution and scores. The server's forecasts are created after
/// the event they are about is committed, so they never delay a rollout.
@NullMarked
package dev.evenkeel.server.decisions.forecast;

import org.jspecify.annotations.NullMarked;
