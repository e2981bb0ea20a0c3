// SPDX-License-Identifier: Apache-2.0

/// Page that ranks incident causes, with the Pareto chart.
@NullMarked
package dev.evenkeel.server.console.cause;

import org.jspecify.annotations.NullMarked;
