// SPDX-License-Identifier: Apache-2.0

/// SLO list and SLO pages with error budget and burn rates.
@NullMarked
package dev.evenkeel.server.console.slo;

import org.jspecify.annotations.NullMarked;
