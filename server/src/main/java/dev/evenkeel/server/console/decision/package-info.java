// SPDX-License-Identifier: Apache-2.0

/// Pages for risk decisions, forecasts and reports, with loss curves and reliability diagrams.
@NullMarked
package dev.evenkeel.server.console.decision;

import org.jspecify.annotations.NullMarked;
