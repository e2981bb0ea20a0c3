// SPDX-License-Identifier: Apache-2.0

/// Commands that create, list, resolve and score forecasts.
@NullMarked
package dev.evenkeel.cli.forecast;

import org.jspecify.annotations.NullMarked;
